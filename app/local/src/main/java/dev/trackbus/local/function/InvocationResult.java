package dev.trackbus.local.function;

/**
 * Result of an invocation.
 *
 * @param failed whether the handler threw, exceeded its timeout, or its process exited
 * @param body   response of the handler, or error, as JSON
 */
public record InvocationResult(boolean failed, String body) {
    /** Returns a failure with an error message. */
    static InvocationResult failure(String message) {
        return new InvocationResult(true, Json.error(message));
    }
}
