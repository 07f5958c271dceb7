package dev.trackbus.tracker.programs;

/** Kinesis or Redis does not do what the command needs; the message is for an operator. */
final class MissingServiceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MissingServiceException(String message) {
        super(message);
    }
}
