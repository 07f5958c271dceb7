package dev.trackbus.redis;

import io.vertx.core.streams.ReadStream;
import io.vertx.redis.client.Response;
import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Lets a burst of pushes take its turns with the requests of the same event loop: a slice a turn, in order. Where more
 * come than are handed on, Redis is asked to wait. On the verticle's event loop.
 */
final class PushQueue {
    /** So many a turn: some milliseconds even before the code is compiled. */
    static final int SLICE = 32;

    /** So many wait at most, and what was on its way. */
    static final int FULL = 4_096;

    private final Executor nextTurn;
    private final Consumer<Response> handOn;
    private final ArrayDeque<Response> waiting = new ArrayDeque<>();
    private ReadStream<Response> paused;
    private boolean scheduled;

    /**
     * @param nextTurn runs a task after what the event loop has to do already
     * @param handOn   takes a push
     */
    PushQueue(Executor nextTurn, Consumer<Response> handOn) {
        this.nextTurn = nextTurn;
        this.handOn = handOn;
    }

    /** @param source is paused where too many wait, null where there is none */
    void add(Response push, ReadStream<Response> source) {
        waiting.add(push);
        if (waiting.size() >= FULL && paused == null && source != null) {
            paused = source;
            source.pause();
        }
        schedule();
    }

    private void schedule() {
        if (!scheduled && !waiting.isEmpty()) {
            scheduled = true;
            nextTurn.execute(this::slice);
        }
    }

    private void slice() {
        scheduled = false;
        for (int i = 0; i < SLICE && !waiting.isEmpty(); i++) {
            handOn.accept(waiting.poll());
        }
        if (waiting.isEmpty() && paused != null) {
            paused.resume();
            paused = null;
        }
        schedule();
    }
}
