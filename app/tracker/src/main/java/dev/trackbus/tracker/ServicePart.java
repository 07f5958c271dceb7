package dev.trackbus.tracker;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Part of the service that is started and stopped in order: a verticle, a server, or work that is done at the stop.
 *
 * @param name      name in log lines, unique in its {@link ServiceParts}
 * @param start     starts the part; completes when the next part may start
 * @param stop      stops the part; called only if it has started
 * @param stopLimit longest time of the stop; more than 0
 */
record ServicePart(String name, Supplier<Future<?>> start, Supplier<Future<?>> stop, Duration stopLimit) {
    private static final Duration USUAL_LIMIT = Duration.ofSeconds(8);

    /** Creates a part whose stop may take 8 seconds. */
    ServicePart(String name, Supplier<Future<?>> start, Supplier<Future<?>> stop) {
        this(name, start, stop, USUAL_LIMIT);
    }

    /**
     * Creates a part that has nothing to start.
     *
     * @param stop      work that is done when the parts after it have stopped
     * @param stopLimit longest time of the work
     */
    static ServicePart atStop(String name, Supplier<Future<?>> stop, Duration stopLimit) {
        return new ServicePart(name, Future::succeededFuture, stop, stopLimit);
    }
}
