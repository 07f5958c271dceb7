package dev.trackbus.tracker.programs;

/** Kinesis or Redis does not do what the command needs; the message is for an operator. */
public final class MissingServiceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message what is missing, for an operator
     */
    public MissingServiceException(String message) {
        super(message);
    }
}
