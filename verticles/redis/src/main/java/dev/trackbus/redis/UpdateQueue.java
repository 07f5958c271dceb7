package dev.trackbus.redis;

import io.vertx.core.streams.ReadStream;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.ResponseType;
import java.util.ArrayDeque;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Queue of program updates, bounded in number and bytes. Used on one event loop.
 * A burst shares the event loop with requests: each turn processes one slice, in order. A timer starts each turn, because
 * Netty runs tasks submitted to its loop before it polls the sockets. A full queue pauses the connection until it is empty.
 */
final class UpdateQueue {
    /** Pushes in a turn: some milliseconds even before the code is compiled. */
    static final int SLICE = 32;

    /** Bytes in a turn; the push that reaches it is the turn's last. */
    static final int SLICE_BYTES = 128 * 1_024;

    /** Pushes that wait before the connection is paused. */
    static final int FULL = 4_096;

    /** Bytes that wait before the connection is paused. */
    static final int FULL_BYTES = 4 * 1_024 * 1_024;

    private final Executor later;
    private final Consumer<Response> handOn;
    private final ArrayDeque<Response> waiting = new ArrayDeque<>();
    private long waitingBytes;
    private ReadStream<Response> paused;
    private boolean scheduled;
    private int left = SLICE;
    private int leftBytes = SLICE_BYTES;

    /**
     * @param later  runs a task when the event loop has looked at its sockets
     * @param handOn takes a push
     */
    UpdateQueue(Executor later, Consumer<Response> handOn) {
        this.later = later;
        this.handOn = handOn;
    }

    /** @param source the push's connection, paused when the queue is full; null for none */
    void add(Response push, ReadStream<Response> source) {
        waiting.add(push);
        waitingBytes += bytes(push);
        slice();
        if (isFull() && source != null && paused != source) {
            resume();
            paused = source;
            source.pause();
        }
    }

    private boolean isFull() {
        return waiting.size() >= FULL || waitingBytes >= FULL_BYTES;
    }

    private static int bytes(Response push) {
        return push.type() == ResponseType.BULK
                ? push.toBuffer().length()
                : push.toString().length();
    }

    /** Drops what waits, because its connection has ended. */
    void drop() {
        waiting.clear();
        waitingBytes = 0;
        resume();
    }

    private void slice() {
        while (left > 0 && leftBytes > 0 && !waiting.isEmpty()) {
            Response push = waiting.poll();
            int bytes = bytes(push);
            waitingBytes -= bytes;
            left--;
            leftBytes -= bytes;
            handOn.accept(push);
        }
        if (!scheduled && left < SLICE) {
            scheduled = true;
            later.execute(this::next);
        }
    }

    private void next() {
        scheduled = false;
        left = SLICE;
        leftBytes = SLICE_BYTES;
        slice();
        if (waiting.isEmpty()) {
            resume();
        }
    }

    private void resume() {
        if (paused != null) {
            paused.resume();
            paused = null;
        }
    }
}
