package dev.trackbus.redis;

import io.vertx.core.streams.ReadStream;
import io.vertx.redis.client.Response;
import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Lets a burst of pushes take its turns with the requests of the same event loop: so many at once, the others later, in
 * order. Later means by a timer: tasks that are given to a loop of Netty's run before it looks at its sockets again. Where
 * more come than are handed on, Redis is asked to wait. On the verticle's event loop.
 */
final class PushQueue {
    /** So many at once: some milliseconds even before the code is compiled. */
    static final int SLICE = 32;

    /** So many wait at most, and what was on its way. */
    static final int FULL = 4_096;

    private final Executor later;
    private final Consumer<Response> handOn;
    private final ArrayDeque<Response> waiting = new ArrayDeque<>();
    private ReadStream<Response> paused;
    private boolean scheduled;
    private int left = SLICE;

    /**
     * @param later  runs a task when the event loop has looked at its sockets
     * @param handOn takes a push
     */
    PushQueue(Executor later, Consumer<Response> handOn) {
        this.later = later;
        this.handOn = handOn;
    }

    /** @param source is paused where too many wait, null where there is none */
    void add(Response push, ReadStream<Response> source) {
        waiting.add(push);
        slice();
        if (waiting.size() >= FULL && paused == null && source != null) {
            paused = source;
            source.pause();
        }
    }

    private void slice() {
        for (; left > 0 && !waiting.isEmpty(); left--) {
            handOn.accept(waiting.poll());
        }
        if (!scheduled && left < SLICE) {
            scheduled = true;
            later.execute(this::next);
        }
    }

    private void next() {
        scheduled = false;
        left = SLICE;
        slice();
        if (waiting.isEmpty() && paused != null) {
            paused.resume();
            paused = null;
        }
    }
}
