package dev.trackbus.bus;

import io.vertx.core.VertxException;

/** Exception of a request that failed, with a {@link Failure} and its cause. It has no stack trace: failures are expected. */
public final class FailureException extends VertxException {
    private static final long serialVersionUID = 1L;

    private final Failure failure;

    /**
     * Creates the exception.
     *
     * @param failure its kind
     * @param message the cause with its figures: "journal full: 8388608 of 8388608 bytes, event of 214 refused"
     */
    public FailureException(Failure failure, String message) {
        super(message, true);
        this.failure = failure;
    }

    /**
     * Returns the kind of failure.
     *
     * @return never null
     */
    public Failure failure() {
        return failure;
    }
}
