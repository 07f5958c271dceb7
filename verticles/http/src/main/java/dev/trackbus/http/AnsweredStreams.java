package dev.trackbus.http;

import io.netty.handler.codec.http2.Http2Error;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * HTTP/2 streams that were answered but are still open: the client does not read the answer, or has not ended its
 * request. Each takes memory, so they are reset after {@link #PATIENCE}, or at once when they take more bytes than
 * allowed. RFC 9113 (8.1) lets a server reset a stream with NO_ERROR after a complete answer. For one event loop.
 */
final class AnsweredStreams {
    /** How long an answered stream may stay open. */
    static final long PATIENCE = TimeUnit.SECONDS.toNanos(5);

    private final ByteBudget budget;
    private final LongSupplier nanos;
    private final Executor loop;
    private final ArrayDeque<Stream> fresh = new ArrayDeque<>();
    private final ArrayDeque<Stream> open = new ArrayDeque<>();

    /** A stream and its answer. */
    private record Stream(HttpServerRequest request, Future<Void> sent, int bytes, boolean last, long since) {
        boolean isDone() {
            return request.response().closed() || sent.isComplete() && request.isEnded();
        }

        void reset() {
            Http2RequestFilter.reset(request, sent.isComplete() ? Http2Error.NO_ERROR : Http2Error.CANCEL);
        }
    }

    /**
     * @param budget for the memory of the streams that are still open
     * @param nanos  time in nanoseconds from any origin
     * @param loop   runs a task on the event loop after the current one
     */
    AnsweredStreams(ByteBudget budget, LongSupplier nanos, Executor loop) {
        this.budget = budget;
        this.nanos = nanos;
        this.loop = loop;
    }

    /**
     * Adds a stream. What the client has sent with its request is read only after this call, so the stream is looked at
     * once the event loop has finished its current task.
     *
     * @param sent completed when the answer was written to the connection
     * @param last whether the rest of the request is not waited for
     */
    void add(HttpServerRequest request, Future<Void> sent, int answerBytes, boolean last) {
        boolean scheduled = !fresh.isEmpty();
        fresh.add(new Stream(request, sent, RequestHead.HTTP2_BYTES + answerBytes, last, nanos.getAsLong()));
        if (!scheduled) {
            loop.execute(this::sort);
        }
    }

    private void sort() {
        for (Stream next = fresh.poll(); next != null; next = fresh.poll()) {
            if (next.isDone()) {
                continue;
            }
            if (next.last() && next.sent().isComplete() || !hasRoom(next)) {
                next.reset();
            } else {
                open.add(next);
            }
        }
    }

    private boolean hasRoom(Stream stream) {
        if (budget.tryTake(stream.bytes())) {
            return true;
        }
        open.removeIf(this::forgotten);
        return budget.tryTake(stream.bytes());
    }

    private boolean forgotten(Stream stream) {
        boolean done = stream.isDone();
        if (done) {
            budget.release(stream.bytes());
        }
        return done;
    }

    /** Forgets the streams that are closed, and resets those that are open for too long. To be called often. */
    void tick() {
        long now = nanos.getAsLong();
        for (Stream next = open.peek(); next != null; next = open.peek()) {
            boolean late = now - next.since() > PATIENCE;
            if (!late && !next.isDone()) {
                return;
            }
            if (!next.isDone()) {
                next.reset();
            }
            budget.release(next.bytes());
            open.remove();
        }
    }
}
