package dev.trackbus.bus;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;

/**
 * A message on its way to the verticle that answers it, and the way back: the answer is handed to the asker's context.
 *
 * @param <R> the answer
 */
final class Question<R> {
    private Object message;
    private final Class<R> expected;
    private final Context asker;
    private final long askedAt;
    private final Promise<R> promise = Promise.promise();

    Question(Object message, Class<R> expected, Context asker, long askedAt) {
        this.message = message;
        this.expected = expected;
        this.asker = asker;
        this.askedAt = askedAt;
    }

    Object message() {
        return message;
    }

    long askedAt() {
        return askedAt;
    }

    /** Completed on the asker's context. */
    Future<R> future() {
        return promise.future();
    }

    boolean isAnswered() {
        return promise.future().isComplete();
    }

    /**
     * Any thread; the first that answers or fails counts. The message is released: the question may stay in its line
     * behind an earlier one until that one's deadline.
     */
    void answer(Object answer) {
        message = null;
        if (expected.isInstance(answer)) {
            asker.runOnContext(now -> promise.tryComplete(expected.cast(answer)));
        } else {
            fail(new ClassCastException("expected " + expected.getName() + ", was answered " + answer));
        }
    }

    /** Any thread; the first that answers or fails counts. */
    void fail(Throwable fault) {
        asker.runOnContext(now -> promise.tryFail(fault));
    }
}
