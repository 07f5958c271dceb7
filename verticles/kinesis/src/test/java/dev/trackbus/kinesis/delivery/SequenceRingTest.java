package dev.trackbus.kinesis.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SequenceRingTest {
    private static final int MANY = 50_000;

    private final SequenceRing ring = new SequenceRing();

    private static InFlightRecord event(long sequence) {
        return new InFlightRecord(sequence, "k", new byte[0], 0, 0, false);
    }

    @Test
    void looksAtFewEventsToFindOneInAFullWindow() {
        AtomicInteger looks = new AtomicInteger();
        int place = SequenceRing.search(
                MANY,
                i -> {
                    looks.incrementAndGet();
                    return 2L * i;
                },
                96_000);
        assertThat(place).isEqualTo(48_000);
        assertThat(looks).hasValueLessThanOrEqualTo(16);
    }

    @Test
    void findsEachEventAndNoOther() {
        for (long sequence = 0; sequence < MANY; sequence += 2) {
            ring.addLast(event(sequence));
        }
        for (long sequence = 0; sequence < MANY; sequence += 2) {
            assertThat(ring.find(sequence).sequence()).isEqualTo(sequence);
            assertThat(ring.find(sequence + 1)).isNull();
        }
        assertThat(ring.find(-1)).isNull();
    }

    @Test
    void keepsItsOrderWhileItGrowsAndWraps() {
        long next = 0;
        long first = 0;
        for (int round = 0; round < 100; round++) {
            for (int i = 0; i < 90; i++) {
                ring.addLast(event(next++));
            }
            for (int i = 0; i < 60; i++) {
                assertThat(ring.peekFirst().sequence()).isEqualTo(first);
                assertThat(ring.pollFirst().sequence()).isEqualTo(first++);
            }
            assertThat(ring.find(first).sequence()).isEqualTo(first);
            assertThat(ring.find(first - 1)).isNull();
        }
        assertThat(ring.size()).isEqualTo(3_000);
    }

    @Test
    void hasNothingWhenItIsEmpty() {
        assertThat(ring.peekFirst()).isNull();
        assertThat(ring.pollFirst()).isNull();
        assertThat(ring.find(0)).isNull();
        assertThat(ring.isEmpty()).isTrue();
        assertThat(ring.size()).isZero();
    }
}
