package dev.trackbus.local.function;

/**
 * What came of an invocation.
 *
 * @param failed whether the handler threw, ran out of time, or its process ended
 * @param body   the handler's answer, or what went wrong, in JSON
 */
public record Result(boolean failed, String body) {
    static Result failure(String message) {
        return new Result(true, Json.error(message));
    }
}
