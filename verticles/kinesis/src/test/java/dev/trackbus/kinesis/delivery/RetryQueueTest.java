package dev.trackbus.kinesis.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Order and time of retries. */
class RetryQueueTest {
    private final RetryQueue queue = new RetryQueue();
    private long sequence;

    private InFlightRecord event(int rejections) {
        InFlightRecord event = new InFlightRecord(sequence++, "k", new byte[1], 0, 0, false);
        event.send();
        for (int i = 0; i < rejections; i++) {
            event.reject();
        }
        return event;
    }

    private int polled(long now) {
        int polled = 0;
        while (queue.poll(now) != null) {
            polled++;
        }
        return polled;
    }

    private void addStuck(int events) {
        for (int i = 0; i < events; i++) {
            queue.add(event(RetryQueue.STUCK_AFTER), 0);
        }
    }

    @Test
    void givesAnEventWhenItIsDueAndNotBefore() {
        queue.add(event(1), 10);
        assertThat(queue.nextAt()).isEqualTo(10);
        assertThat(queue.poll(9)).isNull();
        assertThat(queue.poll(10)).isNotNull();
        assertThat(queue.nextAt()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void givesAllStuckEventsUntilACallOfThemFails() {
        addStuck(2_000);
        assertThat(polled(0)).isEqualTo(2_000);
    }

    @Test
    void givesOneCallOfStuckEventsBetweenPauses() {
        addStuck(2_000);
        queue.ended(1, 0, 0, 0.5);
        assertThat(queue.nextAt()).isEqualTo(500);
        assertThat(polled(500)).isEqualTo(BatchBuilder.MAX_RECORDS);
        assertThat(queue.nextAt()).isEqualTo(Long.MAX_VALUE);
        queue.ended(500, 0, 500, 0.5);
        assertThat(queue.nextAt()).isEqualTo(1_500);
    }

    @Test
    void givesAllStuckEventsAgainAfterOneHasPassed() {
        addStuck(2_000);
        queue.ended(1, 0, 0, 0.5);
        queue.ended(1, 1, 100, 0.5);
        assertThat(polled(100)).isEqualTo(2_000);
    }

    @Test
    void stuckRecordsDoNotDelayOtherRetries() {
        addStuck(2_000);
        queue.ended(1, 0, 0, 0.5);
        queue.add(event(1), 100);
        assertThat(polled(100)).isEqualTo(1);
    }

    @Test
    void givesEverythingAtOnceInAHurry() {
        addStuck(1_000);
        queue.ended(1, 0, 0, 0.5);
        queue.add(event(1), 5_000);
        queue.hurry(10);
        assertThat(polled(10)).isEqualTo(1_001);
    }
}
