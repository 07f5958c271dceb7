package dev.trackbus.kinesis;

import static dev.trackbus.kinesis.stub.Stubs.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trackbus.kinesis.delivery.DeliveryFixture;
import dev.trackbus.kinesis.journal.Journal;
import dev.trackbus.kinesis.journal.JournalConfig;
import dev.trackbus.kinesis.journal.JournalDirectory;
import dev.trackbus.kinesis.journal.JournalHome;
import dev.trackbus.kinesis.journal.JournalOpener;
import dev.trackbus.kinesis.stub.Fault;
import dev.trackbus.kinesis.stub.Script;
import dev.trackbus.kinesis.stub.ScriptedKinesis;
import dev.trackbus.kinesis.stub.Stubs;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Shipping a journal without a service. */
class JournalReplayTest {
    private static final int EVENTS = 1_200;

    @TempDir
    Path home;

    private final Vertx vertx = Vertx.vertx();
    private final List<JournalReplay.Progress> progress = new ArrayList<>();
    private ScriptedKinesis stub;
    private Path left;

    @BeforeEach
    void leave() throws Exception {
        stub = await(ScriptedKinesis.start(vertx, new ScriptedKinesis.Setup(2, false, true, Optional.empty())));
        JournalDirectory directory = JournalHome.claimFirst(home);
        left = directory.path();
        try (Journal journal = JournalOpener.open(
                directory, JournalConfig.of(32 << 20, false), InstantSource.system(), Runnable::run)) {
            for (int i = 0; i < EVENTS; i++) {
                journal.append("key-" + i, new byte[10], DeliveryFixture.ANY);
            }
            Awaitility.await().until(() -> journal.records() == EVENTS);
            journal.deadLetter("dead", new byte[10], "ValidationException");
        }
    }

    @AfterEach
    void close() throws Exception {
        await(vertx.close());
    }

    private JournalReplay.Remaining replay(boolean deadLetters, Duration patience) throws IOException {
        JournalReplay.ReplayOptions options =
                new JournalReplay.ReplayOptions("EventStream", Stubs.aws(stub), deadLetters, patience);
        return JournalReplay.run(left, options, progress::add);
    }

    private List<String> keys() {
        return stub.taken().stream().map(it -> it.partitionKey()).toList();
    }

    @Test
    void shipsTheBacklogAndReportsProgress() throws IOException {
        assertThat(replay(false, Duration.ofSeconds(20))).isEqualTo(new JournalReplay.Remaining(0, 1));
        assertThat(keys()).hasSize(EVENTS).doesNotHaveDuplicates().doesNotContain("dead");
        assertThat(progress).last().isEqualTo(new JournalReplay.Progress(EVENTS, 0, ""));
        assertThat(replay(false, Duration.ofSeconds(20))).isEqualTo(new JournalReplay.Remaining(0, 1));
        assertThat(stub.accepted()).isEqualTo(EVENTS);
    }

    @Test
    void shipsDeadLettersOnRequestAndRemovesThem() throws IOException {
        assertThat(replay(true, Duration.ofSeconds(20))).isEqualTo(new JournalReplay.Remaining(0, 0));
        assertThat(keys()).contains("dead").hasSize(EVENTS + 1);
        assertThat(replay(true, Duration.ofSeconds(20))).isEqualTo(new JournalReplay.Remaining(0, 0));
        assertThat(keys()).hasSize(EVENTS + 1);
    }

    @Test
    void givesUpWhenNothingIsShippedForLong() throws IOException {
        stub.play(Script.NORMAL.failing(Fault.error(400, "ResourceNotFoundException")));
        assertThat(replay(false, Duration.ofMillis(1_500)).events()).isEqualTo(EVENTS);
        assertThat(progress).last().satisfies(last -> assertThat(last.trouble()).contains("ResourceNotFound"));
        stub.play(Script.NORMAL);
        assertThat(replay(false, Duration.ofSeconds(20))).isEqualTo(new JournalReplay.Remaining(0, 1));
    }

    @Test
    void refusesADirectoryInUse() throws IOException {
        try (JournalDirectory living = JournalDirectory.claim(left).orElseThrow()) {
            assertThat(living.path()).isEqualTo(left);
            assertThatThrownBy(() -> replay(false, Duration.ofSeconds(1)))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("a process uses it");
        }
    }
}
