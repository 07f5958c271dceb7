package dev.trackbus.consumer;

/** A record that no repetition makes an event; the message names the field and the rule. Without a stack. */
final class InvalidEventException extends Exception {
    private static final long serialVersionUID = 1L;

    InvalidEventException(String message) {
        super(message, null, false, false);
    }
}
