package dev.trackbus.consumer;

/** Exception for a record that is not a valid event. The message names field and rule. It has no stack trace. */
final class InvalidEventException extends Exception {
    private static final long serialVersionUID = 1L;

    InvalidEventException(String message) {
        super(message, null, false, false);
    }
}
