package dev.trackbus.local.function;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * One call of a function, from its event to its result.
 *
 * @param id             that the runtime client names when it brings the result
 * @param event          JSON
 * @param deadlineMillis since 1970, UTC; the handler may ask how much is left
 * @param result         completed by any thread
 */
record Invocation(String id, String event, long deadlineMillis, CompletableFuture<Result> result) {
    static Invocation of(String event, long deadlineMillis) {
        return new Invocation(UUID.randomUUID().toString(), event, deadlineMillis, new CompletableFuture<>());
    }
}
