package dev.trackbus.kinesis.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trackbus.kinesis.buffer.MemoryBuffer;
import dev.trackbus.kinesis.delivery.DeliveryFixture;
import dev.trackbus.kinesis.journal.Journal;
import dev.trackbus.kinesis.journal.JournalConfig;
import dev.trackbus.kinesis.journal.JournalOpener;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Meters and the events that they count. */
class KinesisMetricsTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final KinesisMetrics metrics = new KinesisMetrics(registry);
    private long now = 10_000;
    private final MemoryBuffer buffer = new MemoryBuffer(1 << 20, 100, () -> Instant.ofEpochMilli(now));

    private double counted(String name) {
        return registry.get("trackbus.kinesis." + name).counter().count();
    }

    private double shown(String name) {
        return registry.get("trackbus.kinesis." + name).gauge().value();
    }

    @Test
    void countsEventsByResult() {
        metrics.appended();
        metrics.sent(3);
        metrics.resent(2);
        metrics.moved();
        metrics.deadLettered();
        metrics.callFailed();
        assertThat(counted("appended")).isEqualTo(1);
        assertThat(counted("sent")).isEqualTo(3);
        assertThat(counted("resent")).isEqualTo(2);
        assertThat(counted("moved")).isEqualTo(1);
        assertThat(counted("dead_lettered")).isEqualTo(1);
        assertThat(counted("calls.failed")).isEqualTo(1);
    }

    @Test
    void timesEachCall() {
        metrics.called(TimeUnit.MILLISECONDS.toNanos(20));
        assertThat(registry.get("trackbus.kinesis.calls").timer().totalTime(TimeUnit.MILLISECONDS))
                .isEqualTo(20);
    }

    @Test
    void showsTheAgeOfTheOldestInSeconds() {
        KinesisMetrics.show(buffer, () -> Instant.ofEpochMilli(now), registry);
        assertThat(shown("oldest.age")).isZero();
        buffer.append("k", new byte[10], DeliveryFixture.ANY);
        now += 1_500;
        assertThat(shown("oldest.age")).isCloseTo(1.5, within(0.001));
        assertThat(shown("buffer.records")).isEqualTo(1);
        assertThat(shown("journal.fault")).isZero();
    }

    @Test
    void showsCorruptFilesOfTheJournal(@TempDir Path home) throws IOException {
        Path segment = Files.createDirectory(home.resolve("instance-1")).resolve("0000000000000000.segment");
        Files.write(segment, new byte[50]);
        try (Journal journal = JournalOpener.claim(
                home, JournalConfig.of(32 << 20, false), () -> Instant.ofEpochMilli(now), Runnable::run)) {
            KinesisMetrics.show(journal, () -> Instant.ofEpochMilli(now), registry);
            assertThat(shown("journal.quarantined.files")).isEqualTo(1);
            assertThat(shown("journal.quarantined.bytes")).isEqualTo(50);
            assertThat(registry.get("trackbus.kinesis.journal.corruptions")
                            .functionCounter()
                            .count())
                    .isEqualTo(1);
        }
    }
}
