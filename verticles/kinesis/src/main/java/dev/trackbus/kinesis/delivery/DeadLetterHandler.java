package dev.trackbus.kinesis.delivery;

import io.vertx.core.Future;

/** Storage for poison records. Called on the event loop, so an implementation must not block. */
@FunctionalInterface
public interface DeadLetterHandler {
    /**
     * Stores a poison record durably.
     *
     * @param poison record that Kinesis rejects as invalid
     * @param why    error message of Kinesis
     * @return completed when the record is on disk; failed when it could not be written, and is then tried again
     */
    Future<Void> keep(InFlightRecord poison, String why);
}
