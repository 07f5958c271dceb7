package dev.trackbus.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Which bounds L1 can have. */
class CacheConfigTest {
    private static final Duration YEAR = Duration.ofDays(365);
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void hasTheDocumentedDefaults() {
        assertThat(CacheConfig.DEFAULT)
                .isEqualTo(new CacheConfig(
                        100_000,
                        Duration.ofMinutes(10),
                        Duration.ofMinutes(60),
                        10_000,
                        Duration.ofSeconds(30),
                        Runtime.getRuntime().maxMemory() / 10 * 3));
    }

    @Test
    void takesTheSmallestAndTheLargestBounds() {
        assertThat(new CacheConfig(1, Duration.ofNanos(1), Duration.ZERO, 1, Duration.ofNanos(1), 1))
                .isNotNull();
        assertThat(new CacheConfig(Integer.MAX_VALUE, YEAR, YEAR, Integer.MAX_VALUE, YEAR, 1))
                .isNotNull();
    }

    @Test
    void refusesACacheWithoutRoomForPrograms() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CacheConfig(0, SECOND, SECOND, 1, SECOND, 1))
                .withMessage("CACHE_MAX_PROGRAMS must be at least 1, was 0");
    }

    @Test
    void refusesACacheWithoutRoomForMissingPrograms() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CacheConfig(1, SECOND, SECOND, 0, SECOND, 1))
                .withMessage("CACHE_MAX_MISSING must be at least 1, was 0");
    }

    @Test
    void refusesATimeToLiveOfZero() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CacheConfig(1, Duration.ZERO, SECOND, 1, SECOND, 1))
                .withMessage("CACHE_TTL must be more than 0, was PT0S");
    }

    @Test
    void refusesATimeToLiveThatIsTooLong() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CacheConfig(1, YEAR.plusNanos(1), SECOND, 1, SECOND, 1))
                .withMessage("CACHE_TTL must be 0 to 365 days, was PT8760H0.000000001S");
    }

    @Test
    void refusesANegativeStaleLimit() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CacheConfig(1, SECOND, Duration.ofSeconds(-1), 1, SECOND, 1))
                .withMessage("CACHE_STALE_LIMIT must be 0 to 365 days, was PT-1S");
    }

    @Test
    void refusesAMissingTimeToLiveOfZero() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CacheConfig(1, SECOND, SECOND, 1, Duration.ZERO, 1))
                .withMessage("CACHE_MISSING_TTL must be more than 0, was PT0S");
    }

    @Test
    void refusesACacheWithoutBytes() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new CacheConfig(1, SECOND, SECOND, 1, SECOND, 0))
                .withMessage("CACHE_MAX_BYTES must be at least 1, was 0");
    }
}
