package dev.trackbus.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trackbus.bus.Failure;
import dev.trackbus.bus.FailureException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.impl.types.BulkType;
import io.vertx.redis.client.impl.types.ErrorType;
import io.vertx.redis.client.impl.types.MultiType;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** When a keyspace is empty, with answers that come when the test says so. */
class KeyspaceCheckTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final Response ABSENT = MultiType.create(0, false);

    private final List<String> sent = new ArrayList<>();
    private final ArrayDeque<Promise<Response>> reads = new ArrayDeque<>();
    private final ArrayDeque<Promise<ProgramStore.Page>> scans = new ArrayDeque<>();
    private long now = SECOND;
    private final KeyspaceCheck check = new KeyspaceCheck(
            new ProgramSearch.Commands() {
                @Override
                public Future<Response> read(String programId) {
                    sent.add(programId);
                    return queued(reads);
                }

                @Override
                public Future<ProgramStore.Page> scan(String cursor) {
                    sent.add("scan " + cursor);
                    return queued(scans);
                }
            },
            InstantSource.fixed(Instant.EPOCH),
            () -> now,
            new RedisMetrics(new SimpleMeterRegistry()));

    private static <T> Future<T> queued(ArrayDeque<Promise<T>> queue) {
        Promise<T> promise = Promise.promise();
        queue.add(promise);
        return promise.future();
    }

    private static Response program() {
        return hash(Map.of("programName", "n", "checksum", "c", "customerId", "1", "customerName", "m"));
    }

    private static Response tombstone() {
        return hash(Map.of("deleted", "true", "version", "9"));
    }

    private static Response hash(Map<String, String> fields) {
        MultiType hash = MultiType.create(2 * fields.size(), false);
        fields.forEach((field, value) -> {
            hash.add(BulkType.create(Buffer.buffer(field), false));
            hash.add(BulkType.create(Buffer.buffer(value), false));
        });
        return hash;
    }

    private Future<Boolean> askAfterAMiss() {
        return check.holdsPrograms(now++);
    }

    private void lastPageIs(String... programIds) {
        scans.poll().complete(new ProgramStore.Page(List.of(programIds), "0"));
    }

    @Test
    void asksNothingWhileNoProgramIsKnown() {
        assertThat(askAfterAMiss().result()).isTrue();
        assertThat(sent).isEmpty();
    }

    @Test
    void believesAMissWhenAKnownProgramIsThere() {
        check.found("a");
        Future<Boolean> holds = askAfterAMiss();
        reads.poll().complete(program());
        assertThat(holds.result()).isTrue();
        assertThat(sent).containsExactly("a");
    }

    @Test
    void isEmptyWhenNoKnownProgramAndNoOtherIsThere() {
        check.found("a");
        check.found("b");
        Future<Boolean> holds = askAfterAMiss();
        reads.poll().complete(ABSENT);
        reads.poll().complete(ABSENT);
        scans.poll().complete(new ProgramStore.Page(List.of(), "7"));
        lastPageIs();
        assertThat(holds.result()).isFalse();
        assertThat(sent).containsExactly("b", "a", "scan 0", "scan 7");
        assertThat(check.isEmpty()).isTrue();
    }

    @Test
    void asksNothingMoreForAMissWhileEmpty() {
        check.found("a");
        askAfterAMiss();
        reads.poll().complete(ABSENT);
        lastPageIs();
        sent.clear();
        assertThat(askAfterAMiss().result()).isFalse();
        assertThat(sent).isEmpty();
    }

    private void isEmptyAfterTheLossOf(String... programIds) {
        List.of(programIds).forEach(check::found);
        askAfterAMiss();
        List.of(programIds).forEach(id -> reads.poll().complete(ABSENT));
        lastPageIs();
        assertThat(check.isEmpty()).isTrue();
        sent.clear();
    }

    @Test
    void staysEmptyWhenAnotherProgramIsFound() {
        isEmptyAfterTheLossOf("a");
        check.found("b");
        assertThat(check.isEmpty()).isTrue();
        check.check();
        reads.poll().complete(ABSENT);
        assertThat(sent).containsExactly("a");
        assertThat(check.isEmpty()).isTrue();
    }

    @Test
    void endsWhenHalfOfTheLostProgramsAreBack() {
        isEmptyAfterTheLossOf("a", "b", "c");
        check.check();
        reads.poll().complete(program());
        reads.poll().complete(ABSENT);
        reads.poll().complete(ABSENT);
        assertThat(check.isEmpty()).isTrue();
        check.check();
        reads.poll().complete(program());
        reads.poll().complete(program());
        reads.poll().complete(ABSENT);
        assertThat(check.isEmpty()).isFalse();
    }

    @Test
    void countsDeletedProgramsAsBack() {
        isEmptyAfterTheLossOf("a", "b", "c", "d");
        check.deleted("a");
        check.check();
        reads.poll().complete(tombstone());
        reads.poll().complete(ABSENT);
        reads.poll().complete(ABSENT);
        assertThat(check.isEmpty()).isFalse();
    }

    @Test
    void findsNoProgramInATombstone() {
        check.found("a");
        Future<Boolean> holds = askAfterAMiss();
        reads.poll().complete(ABSENT);
        lastPageIs("gone");
        reads.poll().complete(tombstone());
        assertThat(holds.result()).isFalse();
        assertThat(check.isEmpty()).isTrue();
    }

    @Test
    void asksForNoOtherProgramWhenTheLastIsDeleted() {
        check.found("a");
        Future<Boolean> holds = askAfterAMiss();
        reads.poll().complete(tombstone());
        assertThat(holds.result()).isTrue();
        assertThat(sent).containsExactly("a");
    }

    @Test
    void failsWhenRedisCannotBeAsked() {
        check.found("a");
        Future<Boolean> holds = askAfterAMiss();
        reads.poll().fail(ErrorType.create("LOADING"));
        assertThat(holds.failed()).isTrue();
        assertThat(check.isEmpty()).isFalse();
    }

    @Test
    void sharesACheckThatBeganAfterTheMissWasRead() {
        check.found("a");
        long readAt = now++;
        check.holdsPrograms(readAt);
        check.holdsPrograms(readAt);
        assertThat(sent).hasSize(1);
        now++;
        check.holdsPrograms(now);
        assertThat(sent).hasSize(2);
    }

    @Test
    void sharesAScanThatFindsNoProgram() {
        check.found("a");
        List<Future<Boolean>> misses = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            misses.add(askAfterAMiss());
            reads.poll().complete(ABSENT);
        }
        assertThat(scans).hasSize(1);
        lastPageIs();
        assertThat(misses).allSatisfy(holds -> assertThat(holds.result()).isFalse());
        assertThat(sent).filteredOn("scan 0"::equals).hasSize(1);
    }

    private Future<Boolean> secondMissWhoseScanBeganBefore() {
        check.found("a");
        Future<Boolean> first = askAfterAMiss();
        reads.poll().complete(ABSENT);
        now += SECOND;
        Future<Boolean> second = askAfterAMiss();
        reads.poll().complete(ABSENT);
        assertThat(scans).hasSize(1);
        lastPageIs("b");
        reads.poll().complete(program());
        assertThat(first.result()).isTrue();
        assertThat(second.isComplete()).isFalse();
        return second;
    }

    @Test
    void readsAProgramAgainThatAnEarlierScanFound() {
        Future<Boolean> second = secondMissWhoseScanBeganBefore();
        assertThat(sent).endsWith("b", "b");
        reads.poll().complete(program());
        assertThat(second.result()).isTrue();
    }

    @Test
    void doesNotScanForAMissInThePauseAfterAScan() {
        Future<Boolean> second = secondMissWhoseScanBeganBefore();
        reads.poll().complete(ABSENT);
        assertThat(scans).isEmpty();
        assertThat(second.cause())
                .isInstanceOfSatisfying(FailureException.class, failure -> assertThat(failure.failure())
                        .isEqualTo(Failure.UNAVAILABLE));
        now += 10 * SECOND;
        askAfterAMiss();
        reads.poll().complete(ABSENT);
        assertThat(scans).hasSize(1);
    }

    @Test
    void remembersAFewProgramsOnly() {
        IntStream.range(0, 100).forEach(i -> check.found("p" + i));
        askAfterAMiss();
        while (!reads.isEmpty()) {
            reads.poll().complete(ABSENT);
        }
        assertThat(sent).hasSize(KeyspaceCheck.REMEMBERED + 1).startsWith("p99").endsWith("scan 0");
    }

    @Test
    void scansAtMostATenthOfTheTime() {
        check.check();
        now += SECOND;
        lastPageIs();
        now += 9 * SECOND - 1;
        check.check();
        assertThat(sent).hasSize(1);
        now++;
        check.check();
        assertThat(sent).hasSize(2);
    }
}
