package dev.trackbus.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TokenBucketTest {
    private final MovedClock clock = new MovedClock();

    @Test
    void startsWithASecondsWorth() {
        assertThat(takenOf(new TokenBucket(10, clock), 20)).isEqualTo(10);
    }

    @Test
    void fillsWithTime() {
        TokenBucket bucket = emptied(new TokenBucket(10, clock));

        clock.move(Duration.ofMillis(99));
        assertThat(bucket.tryTake()).isFalse();
        clock.move(Duration.ofMillis(1));
        assertThat(bucket.tryTake()).isTrue();
        assertThat(bucket.tryTake()).isFalse();
    }

    @Test
    void neverHoldsMoreThanASecondsWorth() {
        TokenBucket bucket = emptied(new TokenBucket(10, clock));

        clock.move(Duration.ofDays(365));
        assertThat(takenOf(bucket, 20)).isEqualTo(10);
    }

    @Test
    void letsOneThroughAtATimeWhereTheRateIsBelowOne() {
        TokenBucket bucket = new TokenBucket(0.1, clock);

        assertThat(takenOf(bucket, 2)).isEqualTo(1);
        clock.move(Duration.ofSeconds(10));
        assertThat(takenOf(bucket, 2)).isEqualTo(1);
    }

    @Test
    void letsNothingThroughAtRateZero() {
        TokenBucket bucket = new TokenBucket(0, clock);

        clock.move(Duration.ofDays(1));
        assertThat(bucket.tryTake()).isFalse();
    }

    @Test
    void losesNothingWhenTheClockIsSetBack() {
        TokenBucket bucket = new TokenBucket(2, clock);
        bucket.tryTake();

        clock.move(Duration.ofHours(-1));
        assertThat(takenOf(bucket, 3)).isEqualTo(1);
        clock.move(Duration.ofSeconds(1));
        assertThat(takenOf(bucket, 3)).isEqualTo(2);
    }

    private static TokenBucket emptied(TokenBucket bucket) {
        takenOf(bucket, 100);
        return bucket;
    }

    private static int takenOf(TokenBucket bucket, int attempts) {
        int taken = 0;
        for (int i = 0; i < attempts; i++) {
            taken += bucket.tryTake() ? 1 : 0;
        }
        return taken;
    }
}
