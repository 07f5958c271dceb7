package dev.trackbus.local;

/** Something that a run on this machine needs is not there; the message is one line that says what to do. */
public final class MissingServiceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message what is missing, and what to do about it
     */
    public MissingServiceException(String message) {
        super(message);
    }

    /**
     * @param message what is missing, and what to do about it
     * @param cause   how it was noticed
     */
    public MissingServiceException(String message, Throwable cause) {
        super(message, cause);
    }
}
