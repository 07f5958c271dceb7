package dev.trackbus.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trackbus.bus.Batch;
import dev.trackbus.bus.Failure;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Events that Kinesis never takes, for now or for good; a stream in memory says which. */
class SenderStuckTest extends SenderFixture {
    private final List<String> stream = new ArrayList<>();
    private int calls;

    private void append(int from, int to, String prefix) {
        IntStream.range(from, to).forEach(i -> buffer.append(prefix + i, new byte[10], ANY));
    }

    /** Makes calls for that time; new events come all the while. */
    private void run(Sender sender, long millis, Predicate<String> rejected, Predicate<String> poison) {
        for (long end = now + millis; now < end; now += 10) {
            append((int) now, (int) now + 1, "good-");
            for (Call call = sender.next(); call != null; call = sender.next()) {
                calls++;
                answer(sender, call, rejected, poison);
            }
        }
    }

    private void answer(Sender sender, Call call, Predicate<String> rejected, Predicate<String> poison) {
        List<String> keys = call.events().stream().map(Unconfirmed::key).toList();
        if (keys.stream().anyMatch(poison)) {
            sender.failed(call, Failure.INTERNAL, "ValidationException");
            return;
        }
        keys.stream().filter(rejected.negate()).forEach(stream::add);
        sender.answered(
                call,
                rejecting(
                        call,
                        IntStream.range(0, keys.size())
                                .filter(i -> rejected.test(keys.get(i)))
                                .boxed()
                                .toArray(Integer[]::new)));
    }

    private static boolean none(String key) {
        return false;
    }

    @Test
    void onlyThePoisonInACallIsSetAsideAndTheRestFlows() {
        Sender sender = sender(2, 10_000);
        append(0, 400, "event-");
        run(sender, 60_000, SenderStuckTest::none, "event-77"::equals);
        assertThat(aside).containsExactly(77L);
        assertThat(counted("dead_lettered")).isEqualTo(1);
        assertThat(wakes).isEqualTo(1);
        assertThat(stream).doesNotContain("event-77").doesNotHaveDuplicates().contains("event-76", "event-78");
        assertThat(stream.stream().filter(key -> key.startsWith("event-"))).hasSize(399);
        assertThat(buffer.records()).isLessThan(20);
    }

    @Test
    void severalPoisonsInOneCallAreAllFound() {
        Sender sender = sender(2, 10_000);
        append(0, 400, "event-");
        run(sender, 120_000, SenderStuckTest::none, key -> List.of("event-7", "event-8", "event-300")
                .contains(key));
        assertThat(aside).containsExactlyInAnyOrder(7L, 8L, 300L);
        assertThat(buffer.records()).isLessThan(20);
    }

    @Test
    void aStreamThatCallsEverythingInvalidProvesNothingAndIsNotMetWithSmallCalls() {
        Sender sender = sender(4, 10_000);
        append(0, 3_000, "event-");
        run(sender, 120_000, SenderStuckTest::none, key -> true);
        assertThat(aside).isEmpty();
        assertThat(stream).isEmpty();
        int before = calls;
        now += 10_000;
        run(sender, 20_000, SenderStuckTest::none, SenderStuckTest::none);
        assertThat(stream).doesNotHaveDuplicates().hasSizeGreaterThan(3_000);
        assertThat(calls - before).isLessThan(1_200);
    }

    @Test
    void aStuckPoisonThatCannotBeKeptIsNotConfirmed() {
        Sender sender = new Sender(
                buffer,
                new KinesisMetrics(registry),
                new SenderConfig(2, LINGER, 10_000, clock, () -> now, () -> 0.5, () -> wakes++),
                (poison, why) -> Future.failedFuture("disk full"),
                commitments);
        append(0, 10, "event-");
        run(sender, 60_000, SenderStuckTest::none, "event-0"::equals);
        assertThat(buffer.records()).isGreaterThan(1_000);
        assertThat(counted("dead_lettered")).isZero();
        assertThat(wakes).isPositive();
    }

    @Test
    void eventsThatAreRejectedWithoutEndHoldNobodyWhenTheWindowIsFull() {
        Sender sender = sender(2, 700);
        append(0, 2_000, "bad-");
        append(0, 2_000, "event-");
        run(sender, 60_000, key -> key.startsWith("bad"), SenderStuckTest::none);
        assertThat(stream.stream().filter(key -> key.startsWith("event-"))).hasSize(2_000);
        assertThat(counted("parked")).isGreaterThan(1_000);
        assertThat(wakes).isPositive();
        assertThat(buffer.records()).isLessThan(2_000 + 1_000);
        run(sender, 20_000, SenderStuckTest::none, SenderStuckTest::none);
        assertThat(stream.stream().filter(key -> key.startsWith("bad-"))).hasSize(2_000);
        assertThat(stream).doesNotHaveDuplicates();
    }

    @Test
    void anOutageParksNothing() {
        Sender sender = sender(2, 700);
        append(0, 2_000, "event-");
        for (int i = 0; i < 1_000; i++) {
            now += 10;
            for (Call call = sender.next(); call != null; call = sender.next()) {
                sender.failed(call, Failure.UNAVAILABLE, "down");
            }
        }
        assertThat(counted("parked")).isZero();
        assertThat(buffer.records()).isEqualTo(2_000);
    }

    @Test
    void theWindowCountsFromThePositionThatIsOnDisk() {
        Window window = new Window(10);
        for (int i = 0; i < 8; i++) {
            Unconfirmed event = new Unconfirmed(i, "k", new byte[1], 0, 0, false);
            event.confirm();
            window.add(event);
        }
        assertThat(window.advance(8)).isEqualTo(8);
        window.add(new Unconfirmed(8, "k", new byte[1], 0, 0, false));
        window.add(new Unconfirmed(9, "k", new byte[1], 0, 0, false));
        assertThat(window.hasRoom(0)).isFalse();
        assertThat(window.hasRoom(1)).isTrue();
    }

    @Test
    void theWindowBoundsItsBytes() {
        Window window = new Window(1_000);
        for (int i = 0; i < 32; i++) {
            assertThat(window.hasRoom(0)).isTrue();
            window.add(new Unconfirmed(i, "k", new byte[1 << 20], 0, 0, false));
        }
        assertThat(window.hasRoom(0)).isFalse();
    }

    @Test
    void anEmptyWindowPassesOverNumbersThatNoEventHas() {
        Window window = new Window(10);
        window.add(new Unconfirmed(3, "k", new byte[1], 0, 0, false));
        assertThat(window.advance(9)).isZero();
        assertThat(window.isConfirmed(3)).isFalse();
    }

    @Test
    void tellsWhoeverWaitsWhenItsOwnEventIsConfirmedWhateverIsBefore() {
        Sender sender = sender(1, 10_000);
        append(0, 500, "event-");
        var answer = commitments.await(4);
        var other = commitments.await(3);
        Call call = sender.next();
        sender.answered(call, rejecting(call, 3));
        assertThat(answer.result().sequence()).isEqualTo(4);
        assertThat(other.isComplete()).isFalse();
        assertThat(sender.isConfirmed(4)).isTrue();
        assertThat(sender.isConfirmed(3)).isFalse();
        assertThat(sender.isConfirmed(500)).isFalse();
    }

    @Test
    void aWaiterMovesWithItsEventAndIsForgottenAfterItsTime() {
        var answer = commitments.await(1);
        commitments.moved(1, 9);
        commitments.confirmed(1);
        assertThat(answer.isComplete()).isFalse();
        commitments.confirmed(9);
        assertThat(answer.succeeded()).isTrue();
        commitments.await(10);
        now += 5_001;
        commitments.await(11);
        assertThat(commitments.size()).isEqualTo(1);
        var poison = commitments.await(12);
        commitments.setAside(12, "never");
        assertThat(poison.failed()).isTrue();
    }

    @Test
    void anEmptyAnswerConfirmsAll() {
        Sender sender = sender(1, 10_000);
        append(0, 500, "event-");
        sender.answered(sender.next(), Batch.EMPTY);
        assertThat(buffer.records()).isZero();
    }
}
