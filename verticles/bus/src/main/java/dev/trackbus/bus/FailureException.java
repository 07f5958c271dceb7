package dev.trackbus.bus;

import io.vertx.core.VertxException;

/** A {@link Failure} with the numbers behind it, without a stack: it is an expected outcome, not a defect. */
public final class FailureException extends VertxException {
    private static final long serialVersionUID = 1L;

    private final Failure failure;

    /**
     * @param failure which of the four
     * @param message what exactly, with its figures: "journal full: 8388608 of 8388608 bytes, event of 214 refused"
     */
    public FailureException(Failure failure, String message) {
        super(message, true);
        this.failure = failure;
    }

    /**
     * Which failure it is.
     *
     * @return never null
     */
    public Failure failure() {
        return failure;
    }
}
