package dev.trackbus.kinesis.deadletter;

import static dev.trackbus.kinesis.stub.Stubs.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trackbus.bus.Batch;
import dev.trackbus.bus.Bus;
import dev.trackbus.bus.Drain;
import dev.trackbus.bus.Drained;
import dev.trackbus.bus.Failure;
import dev.trackbus.bus.FailureException;
import dev.trackbus.bus.HealthRequest;
import dev.trackbus.bus.HealthStatus;
import dev.trackbus.bus.KinesisContract;
import dev.trackbus.kinesis.KinesisConfig;
import dev.trackbus.kinesis.KinesisJournalTest;
import dev.trackbus.kinesis.KinesisVerticle;
import dev.trackbus.kinesis.aws.AwsConfig;
import dev.trackbus.kinesis.journal.Journal;
import dev.trackbus.kinesis.journal.JournalConfig;
import dev.trackbus.kinesis.journal.JournalOpener;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Export of dead letters from the journal's directory to the failure queue. */
class DeadLetterExporterTest {
    private static final int LARGE = DeadLetterQueue.MAX_PAYLOAD + 1;

    @TempDir
    Path home;

    private final Vertx vertx = Bus.prepare(Vertx.vertx());
    private final Bus bus = new Bus(vertx);
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Queue<String> queue = new ConcurrentLinkedQueue<>();

    @AfterEach
    void close() throws Exception {
        await(vertx.close());
    }

    /** Letters of an earlier process. */
    private void leave(int letters, int bytes) throws Exception {
        try (Journal journal =
                JournalOpener.claim(home, JournalConfig.of(32 << 20, false), InstantSource.system(), Runnable::run)) {
            for (int i = 0; i < letters; i++) {
                journal.deadLetter("key-" + i, new byte[bytes], "ValidationException");
            }
        }
    }

    private void deploy(boolean withQueue, Function<Batch, Future<Batch>> taking) throws Exception {
        await(bus.serve(KinesisContract.DEAD_LETTER, batch -> {
            for (int i = 0; i < batch.size(); i++) {
                queue.add(batch.partitionKey(i) + " " + batch.error(i));
            }
            return taking.apply(batch);
        }));
        DeadLetterQueueConfig where = new DeadLetterQueueConfig(
                "http://127.0.0.1:1/queue", new AwsConfig("eu-central-1", Optional.empty(), Optional.empty()));
        KinesisConfig config = KinesisJournalTest.config(home, Duration.ZERO)
                .withDeadLetterQueue(withQueue ? Optional.of(where) : Optional.empty());
        await(vertx.deployVerticle(new KinesisVerticle(config, 1, registry, InstantSource.system())));
    }

    private static Future<Batch> taken(Batch batch) {
        return Future.succeededFuture(Batch.EMPTY);
    }

    private double kept() {
        return registry.get("trackbus.kinesis.dead_letters").gauge().value();
    }

    private HealthStatus condition() throws Exception {
        return await(bus.request(KinesisContract.HEALTH, new HealthRequest()));
    }

    @Test
    void sendsEveryLetterWithItsReasonAndRemovesItsFile() throws Exception {
        leave(25, 10);
        deploy(true, DeadLetterExporterTest::taken);
        Awaitility.await().until(() -> kept() == 0);
        assertThat(queue).hasSize(25).contains("key-0 ValidationException", "key-24 ValidationException");
        assertThat(registry.get("trackbus.kinesis.dead_letters_exported")
                        .counter()
                        .count())
                .isEqualTo(25);
    }

    @Test
    void keepsWhatTheQueueDidNotTakeAndTriesItAgain() throws Exception {
        leave(2, 10);
        deploy(true, batch -> {
            Batch.Builder left = new Batch.Builder();
            if (queue.size() == 2) {
                left.addRejected(batch, 1, "ServiceUnavailable");
            }
            return Future.succeededFuture(left.build());
        });
        Awaitility.await().until(() -> kept() == 0);
        assertThat(queue).hasSize(3);
    }

    @Test
    void rejectedLettersDelayNoOther() throws Exception {
        leave(15, 5);
        Set<String> rejected = ConcurrentHashMap.newKeySet();
        deploy(true, batch -> {
            Batch.Builder left = new Batch.Builder();
            for (int i = 0; i < batch.size(); i++) {
                if (rejected.size() < 10) {
                    rejected.add(batch.partitionKey(i));
                }
                if (rejected.contains(batch.partitionKey(i))) {
                    left.addRejected(batch, i, "no");
                }
            }
            return Future.succeededFuture(left.build());
        });

        Awaitility.await().untilAsserted(() -> assertThat(
                        registry.get("trackbus.kinesis.dead_letters").gauge().value())
                .isEqualTo(10));
    }

    @Test
    void degradesHealthWhileTheQueueTakesNothing() throws Exception {
        leave(1, 10);
        deploy(
                true,
                batch -> queue.size() < 2
                        ? Future.failedFuture(new FailureException(Failure.UNAVAILABLE, "QueueDoesNotExist"))
                        : taken(batch));
        Awaitility.await().until(() -> kept() == 0 && condition().healthy());
        assertThat(queue).hasSize(2);
    }

    @Test
    void namesTheFaultInHealth() throws Exception {
        leave(1, 10);
        deploy(true, batch -> Future.failedFuture(new FailureException(Failure.UNAVAILABLE, "QueueDoesNotExist")));
        Awaitility.await().until(() -> !condition().healthy());
        assertThat(condition().detail())
                .startsWith("dead letters cannot be sent to the failure queue; 1 dead letters on disk; ");
    }

    @Test
    void aDrainSendsAtOnceWhatWaitsAfterAFailure() throws Exception {
        leave(3, 10);
        deploy(
                true,
                batch -> queue.size() == 3
                        ? Future.failedFuture(new FailureException(Failure.UNAVAILABLE, "down"))
                        : taken(batch));
        Awaitility.await().pollInterval(Duration.ofMillis(2)).until(() -> !condition()
                .healthy());
        assertThat(await(bus.request(KinesisContract.DRAIN, new Drain(10_000)))).isEqualTo(new Drained(0, 0));
        assertThat(queue).hasSize(6);
    }

    @Test
    void aDrainSaysHowManyRemainOnTheDisk() throws Exception {
        leave(3, 10);
        deploy(true, batch -> Future.failedFuture(new FailureException(Failure.UNAVAILABLE, "down")));
        assertThat(await(bus.request(KinesisContract.DRAIN, new Drain(10_000)))).isEqualTo(new Drained(0, 3));
    }

    @Test
    void staysOnTheDiskWithoutAQueue() throws Exception {
        leave(3, 10);
        deploy(false, DeadLetterExporterTest::taken);
        assertThat(await(bus.request(KinesisContract.DRAIN, new Drain(10_000)))).isEqualTo(new Drained(0, 3));
        assertThat(queue).isEmpty();
        assertThat(kept()).isEqualTo(3);
        assertThat(condition().detail()).startsWith("3 dead letters on disk; ");
        assertThat(condition().healthy()).isTrue();
    }

    @Test
    void aLetterThatIsTooLargeForTheQueueStaysOnTheDisk() throws Exception {
        leave(1, LARGE);
        deploy(true, DeadLetterExporterTest::taken);
        assertThat(await(bus.request(KinesisContract.DRAIN, new Drain(10_000)))).isEqualTo(new Drained(0, 1));
        assertThat(queue).isEmpty();
    }
}
