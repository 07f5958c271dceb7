package dev.trackbus.local.function;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * Invocation of a function.
 *
 * @param id             request id, which the runtime client returns with the result
 * @param event          event as JSON
 * @param deadlineMillis deadline, milliseconds since 1970; the handler can query the remaining time
 * @param result         future of the result, completed by any thread
 */
record Invocation(String id, String event, long deadlineMillis, CompletableFuture<InvocationResult> result) {
    /** Creates an invocation with a random id. */
    static Invocation of(String event, long deadlineMillis) {
        return new Invocation(UUID.randomUUID().toString(), event, deadlineMillis, new CompletableFuture<>());
    }
}
