package dev.trackbus.local;

/**
 * Exception for a missing prerequisite of a local run. Its message is one line that says what is missing and the
 * remedy.
 */
public final class MissingServiceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates an exception.
     *
     * @param message what is missing, and the remedy
     */
    public MissingServiceException(String message) {
        super(message);
    }

    /**
     * Creates an exception with a cause.
     *
     * @param message what is missing, and the remedy
     * @param cause   exception that showed it
     */
    public MissingServiceException(String message, Throwable cause) {
        super(message, cause);
    }
}
