package dev.trackbus.tracker.programs;

/** What was given to a command can't be used; the message says where and why, a line for each fault. */
final class InvalidInputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InvalidInputException(String message) {
        super(message);
    }
}
