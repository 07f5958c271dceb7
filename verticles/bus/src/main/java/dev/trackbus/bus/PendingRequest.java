package dev.trackbus.bus;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;

/**
 * Request that has no reply yet: its message, and the promise of the reply. The reply is completed on the caller's
 * context. Usable from any thread; the first completion or failure counts.
 *
 * @param <R> type of the reply
 */
final class PendingRequest<R> {
    private Object message;
    private final Class<R> expected;
    private final Context caller;
    private final long sentAt;
    private final Promise<R> promise = Promise.promise();

    /** @param sentAt by {@link System#nanoTime()} */
    PendingRequest(Object message, Class<R> expected, Context caller, long sentAt) {
        this.message = message;
        this.expected = expected;
        this.caller = caller;
        this.sentAt = sentAt;
    }

    Object message() {
        return message;
    }

    long sentAt() {
        return sentAt;
    }

    /** Returns the reply, completed on the caller's context. */
    Future<R> future() {
        return promise.future();
    }

    boolean isComplete() {
        return promise.future().isComplete();
    }

    /**
     * Completes the request. Releases the message, because the {@link RequestTracker} may hold this request until the
     * deadline of an earlier one.
     */
    void complete(Object reply) {
        message = null;
        if (expected.isInstance(reply)) {
            caller.runOnContext(now -> promise.tryComplete(expected.cast(reply)));
        } else {
            fail(new ClassCastException("expected a reply of " + expected.getName() + ", was " + reply));
        }
    }

    /** Fails the request. */
    void fail(Throwable fault) {
        caller.runOnContext(now -> promise.tryFail(fault));
    }
}
