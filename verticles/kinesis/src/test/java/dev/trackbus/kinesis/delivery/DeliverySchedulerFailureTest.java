package dev.trackbus.kinesis.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trackbus.bus.Batch;
import dev.trackbus.bus.Failure;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DeliverySchedulerFailureTest extends DeliveryFixture {
    @Test
    void sendsOnlyTheRejectedAgain() {
        DeliveryScheduler sender = sender(1, 10_000);
        append(500, 10);
        PutRecordsCall call = sender.next();
        sender.answered(call, rejecting(call, 3, 77, 499));
        now += 50 + LINGER;
        sender.next();
        now += LINGER;
        PutRecordsCall again = sender.next();
        assertThat(sequences(again)).containsExactlyInAnyOrder(3L, 77L, 499L);
        assertThat(counted("sent")).isEqualTo(497);
        assertThat(counted("resent")).isEqualTo(3);
        sender.answered(again, Batch.EMPTY);
        assertThat(buffer.records()).isZero();
    }

    @Test
    void holdsTheBufferAtTheFirstUnconfirmed() {
        DeliveryScheduler sender = sender(1, 10_000);
        append(500, 10);
        PutRecordsCall call = sender.next();
        sender.answered(call, rejecting(call, 3));
        assertThat(buffer.records()).isEqualTo(497);
    }

    @Test
    void aRejectedEventWaitsLongerWithEachAttempt() {
        DeliveryScheduler sender = sender(1, 10_000);
        append(1, 10);
        sender.next();
        for (long longest : new long[] {50, 100, 200, 400}) {
            now += LINGER;
            PutRecordsCall call = sender.next();
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
        DeliveryScheduler sender = sender(1, 10_000);
        append(500, 10);
        PutRecordsCall call = sender.next();
        sender.answered(call, rejecting(call, IntStream.range(0, 500).boxed().toArray(Integer[]::new)));
        now += 50;
        append(1_000, 10);
        List<Long> next = sequences(sender.next());
        assertThat(next).hasSize(500);
        assertThat(next.stream().filter(sequence -> sequence < 500)).hasSize(250);
    }

    @Test
    void repeatsAloneMayFillABatch() {
        DeliveryScheduler sender = sender(1, 10_000);
        append(500, 10);
        PutRecordsCall call = sender.next();
        sender.answered(call, rejecting(call, IntStream.range(0, 500).boxed().toArray(Integer[]::new)));
        now += 50;
        assertThat(sender.next().batch().size()).isEqualTo(500);
    }

    @Test
    void sendsAllOfAFailedCallAgain() {
        DeliveryScheduler sender = sender(1, 10_000);
        append(500, 10);
        PutRecordsCall call = sender.next();
        sender.failed(call, Failure.UNAVAILABLE, "InternalFailure");
        assertThat(sender.next()).isNull();
        assertThat(buffer.records()).isEqualTo(500);
        now += 50;
        assertThat(sequences(sender.next())).hasSameElementsAs(sequences(call));
        assertThat(counted("calls.failed")).isEqualTo(1);
    }

    @Test
    void aLaneWhoseCallFailedPausesEvenForNewEvents() {
        DeliveryScheduler sender = sender(1, 10_000);
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
        DeliveryScheduler sender = sender(1, 10_000);
        append(1_500, 10);
        sender.failed(sender.next(), Failure.UNAVAILABLE, "refused");
        now += 50;
        sender.answered(sender.next(), Batch.EMPTY);
        sender.failed(sender.next(), Failure.UNAVAILABLE, "refused");
        assertThat(sender.nextAt()).isEqualTo(now + 50);
    }

    @Test
    void anAnswerAboutOtherEventsIsAFailure() {
        DeliveryScheduler sender = sender(1, 10_000);
        append(500, 10);
        PutRecordsCall call = sender.next();
        sender.answered(call, new Batch.Builder().add(4_711, "k", new byte[1]).build());
        assertThat(buffer.records()).isEqualTo(500);
        assertThat(counted("calls.failed")).isEqualTo(1);
    }

    @Test
    void threeFailuresInARowAreAnOutageUntilTheNextSuccess() {
        DeliveryScheduler sender = sender(1, 10_000);
        append(500, 10);
        for (int i = 0; i < 3; i++) {
            assertThat(sender.circuit().isOpen()).isFalse();
            sender.failed(sender.next(), Failure.UNAVAILABLE, "ResourceNotFoundException");
            now += 5_000;
        }
        assertThat(sender.circuit().isOpen()).isTrue();
        assertThat(sender.circuit())
                .hasToString("calls fail since 1970-01-01T00:16:40Z: UNAVAILABLE: ResourceNotFoundException");
        sender.answered(sender.next(), Batch.EMPTY);
        assertThat(sender.circuit().isOpen()).isFalse();
    }

    @Test
    void poisonThatIsBeingFoundIsNoOutage() {
        DeliveryScheduler sender = sender(1, 10_000);
        append(500, 10);
        for (int i = 0; i < 5; i++) {
            sender.failed(sender.next(), Failure.INTERNAL, "ValidationException");
            now += 5_000;
        }
        assertThat(sender.circuit().isOpen()).isFalse();
    }

    @Test
    void suspectsThatAreNotTakenForAnotherReasonAreAnOutage() {
        DeliveryScheduler sender = sender(1, 10_000);
        append(500, 10);
        sender.failed(sender.next(), Failure.INTERNAL, "ValidationException");
        for (int i = 0; i < 2; i++) {
            now += 5_000;
            PutRecordsCall call = sender.next();
            assertThat(call.suspect()).isTrue();
            sender.failed(call, Failure.UNAVAILABLE, "down");
        }
        assertThat(sender.circuit().isOpen()).isTrue();
    }

    @Test
    void theEventsOfAFailedCallStayTogetherHoweverOftenItFails() {
        DeliveryScheduler sender = sender(1, 10_000);
        append(500, 10);
        for (long pause : new long[] {50, 100, 200}) {
            PutRecordsCall call = sender.next();
            assertThat(call.batch().size()).isEqualTo(500);
            sender.failed(call, Failure.UNAVAILABLE, "down");
            now += pause;
        }
        assertThat(sender.next().resent()).isEqualTo(500);
    }
}
