package dev.trackbus.redis;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * Exponential backoff with full jitter: a random pause below a ceiling that doubles with each failure.
 * The jitter prevents many instances from reconnecting to a recovered Redis at the same moment.
 *
 * @param first  the ceiling after the first failure
 * @param max    the ceiling of the ceilings
 * @param random gives 0 (inclusive) to 1 (exclusive)
 */
record Backoff(Duration first, Duration max, DoubleSupplier random) {
    /**
     * The pause.
     *
     * @param failures in a row, 1 or more
     * @return milliseconds, 1 or more
     */
    long millis(int failures) {
        double ceiling = Math.min(max.toMillis(), first.toMillis() * Math.pow(2, failures - 1.0));
        return 1 + (long) (ceiling * random.getAsDouble());
    }
}
