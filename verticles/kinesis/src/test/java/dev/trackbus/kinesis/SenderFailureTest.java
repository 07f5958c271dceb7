package dev.trackbus.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trackbus.bus.Batch;
import dev.trackbus.bus.Failure;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SenderFailureTest extends SenderFixture {
    @Test
    void sendsOnlyTheRejectedAgain() {
        Sender sender = sender(1, 10_000);
        append(500, 10);
        Call call = sender.next();
        sender.answered(call, rejecting(call, 3, 77, 499));
        now += 50 + LINGER;
        sender.next();
        now += LINGER;
        Call again = sender.next();
        assertThat(sequences(again)).containsExactlyInAnyOrder(3L, 77L, 499L);
        assertThat(counted("sent")).isEqualTo(497);
        assertThat(counted("resent")).isEqualTo(3);
        sender.answered(again, Batch.EMPTY);
        assertThat(buffer.records()).isZero();
    }

    @Test
    void holdsTheBufferAtTheFirstUnconfirmed() {
        Sender sender = sender(1, 10_000);
        append(500, 10);
        Call call = sender.next();
        sender.answered(call, rejecting(call, 3));
        assertThat(buffer.records()).isEqualTo(497);
    }

    @Test
    void aRejectedEventWaitsLongerWithEachAttempt() {
        Sender sender = sender(1, 10_000);
        append(1, 10);
        sender.next();
        for (long longest : new long[] {50, 100, 200, 400}) {
            now += LINGER;
            Call call = sender.next();
            sender.answered(call, rejecting(call, 0));
            assertThat(sender.nextAt()).isEqualTo(now + longest);
            now += longest - 1;
            assertThat(sender.next()).isNull();
            now += 1;
            assertThat(sender.next()).isNull();
            assertThat(sender.nextAt()).isEqualTo(now + LINGER);
        }
    }

    @Test
    void newEventsFlowWhileOthersAreRejectedWithoutEnd() {
        Sender sender = sender(1, 10_000);
        append(500, 10);
        Call call = sender.next();
        sender.answered(call, rejecting(call, IntStream.range(0, 500).boxed().toArray(Integer[]::new)));
        now += 50;
        append(1_000, 10);
        List<Long> next = sequences(sender.next());
        assertThat(next).hasSize(500);
        assertThat(next.stream().filter(sequence -> sequence < 500)).hasSize(250);
    }

    @Test
    void repeatsAloneMayFillABatch() {
        Sender sender = sender(1, 10_000);
        append(500, 10);
        Call call = sender.next();
        sender.answered(call, rejecting(call, IntStream.range(0, 500).boxed().toArray(Integer[]::new)));
        now += 50;
        assertThat(sender.next().batch().size()).isEqualTo(500);
    }

    @Test
    void sendsAllOfAFailedCallAgain() {
        Sender sender = sender(1, 10_000);
        append(500, 10);
        Call call = sender.next();
        sender.failed(call, Failure.UNAVAILABLE, "InternalFailure");
        assertThat(sender.next()).isNull();
        assertThat(buffer.records()).isEqualTo(500);
        now += 50;
        assertThat(sequences(sender.next())).hasSameElementsAs(sequences(call));
        assertThat(counted("calls.failed")).isEqualTo(1);
    }

    @Test
    void aLaneWhoseCallFailedPausesEvenForNewEvents() {
        Sender sender = sender(1, 10_000);
        append(1_000, 10);
        sender.failed(sender.next(), Failure.UNAVAILABLE, "refused");
        assertThat(sender.next()).isNull();
        assertThat(sender.nextAt()).isEqualTo(now + 50);
        now += 50;
        sender.failed(sender.next(), Failure.UNAVAILABLE, "refused");
        assertThat(sender.nextAt()).isEqualTo(now + 100);
    }

    @Test
    void aLaneForgetsItsFailuresWithASuccess() {
        Sender sender = sender(1, 10_000);
        append(1_500, 10);
        sender.failed(sender.next(), Failure.UNAVAILABLE, "refused");
        now += 50;
        sender.answered(sender.next(), Batch.EMPTY);
        sender.failed(sender.next(), Failure.UNAVAILABLE, "refused");
        assertThat(sender.nextAt()).isEqualTo(now + 50);
    }

    @Test
    void anAnswerAboutOtherEventsIsAFailure() {
        Sender sender = sender(1, 10_000);
        append(500, 10);
        Call call = sender.next();
        sender.answered(call, new Batch.Builder().add(4_711, "k", new byte[1]).build());
        assertThat(buffer.records()).isEqualTo(500);
        assertThat(counted("calls.failed")).isEqualTo(1);
    }

    @Test
    void threeFailuresInARowAreAnOutageUntilTheNextSuccess() {
        Sender sender = sender(1, 10_000);
        append(500, 10);
        for (int i = 0; i < 3; i++) {
            assertThat(sender.outage().isOpen()).isFalse();
            sender.failed(sender.next(), Failure.UNAVAILABLE, "ResourceNotFoundException");
            now += 5_000;
        }
        assertThat(sender.outage().isOpen()).isTrue();
        assertThat(sender.outage())
                .hasToString("calls fail since 1970-01-01T00:16:40Z: UNAVAILABLE: ResourceNotFoundException");
        sender.answered(sender.next(), Batch.EMPTY);
        assertThat(sender.outage().isOpen()).isFalse();
    }

    @Test
    void poisonThatIsBeingFoundIsNoOutage() {
        Sender sender = sender(1, 10_000);
        append(500, 10);
        for (int i = 0; i < 5; i++) {
            sender.failed(sender.next(), Failure.INTERNAL, "ValidationException");
            now += 5_000;
        }
        assertThat(sender.outage().isOpen()).isFalse();
    }

    @Test
    void suspectsThatAreNotTakenForAnotherReasonAreAnOutage() {
        Sender sender = sender(1, 10_000);
        append(500, 10);
        sender.failed(sender.next(), Failure.INTERNAL, "ValidationException");
        for (int i = 0; i < 2; i++) {
            now += 5_000;
            Call call = sender.next();
            assertThat(call.suspect()).isTrue();
            sender.failed(call, Failure.UNAVAILABLE, "down");
        }
        assertThat(sender.outage().isOpen()).isTrue();
    }

    @Test
    void theEventsOfAFailedCallStayTogetherHoweverOftenItFails() {
        Sender sender = sender(1, 10_000);
        append(500, 10);
        for (long pause : new long[] {50, 100, 200}) {
            Call call = sender.next();
            assertThat(call.batch().size()).isEqualTo(500);
            sender.failed(call, Failure.UNAVAILABLE, "down");
            now += pause;
        }
        assertThat(sender.next().resent()).isEqualTo(500);
    }
}
