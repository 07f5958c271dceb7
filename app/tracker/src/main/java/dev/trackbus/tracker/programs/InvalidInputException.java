package dev.trackbus.tracker.programs;

/** What was given to a command can't be used; the message says where and why, a line for each fault. */
public final class InvalidInputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * @param message what is wrong, a line for each fault
     */
    public InvalidInputException(String message) {
        super(message);
    }
}
