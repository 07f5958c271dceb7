package dev.trackbus.http;

import dev.trackbus.bus.KinesisContract;
import java.util.concurrent.TimeUnit;

/**
 * Adaptive limit of the tracking requests in flight on one instance, and of the bytes of their heads. While the event loop
 * lags, an admitted request waits at each step, and many would miss their deadline; the limit then follows how long
 * requests take. A slow verticle alone does not lower it: other requests may not need that verticle. Written by its event
 * loop, read by any thread.
 */
final class AdaptiveConcurrencyLimit {
    /** Duration above which too many requests were admitted, while the loop lags. */
    static final long SLOW_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    /** The same if requests wait for Kinesis to confirm their event: half of the deadline. */
    static final long SLOW_COMMITTED_NANOS =
            KinesisContract.APPEND_COMMITTED.deadline().toNanos() / 2;

    private static final int LEAST = 8;

    private final int max;
    private final long slowNanos;
    private final long maxHeadBytes;
    private int bound;
    private long headBytes;
    private boolean slow;
    private boolean reached;
    private volatile int count;

    /**
     * @param headBytes bound of the bytes of the heads of requests in flight
     * @param committed whether the time of a request is that of Kinesis as well
     */
    AdaptiveConcurrencyLimit(int max, long headBytes, boolean committed) {
        this.max = max;
        this.maxHeadBytes = headBytes;
        this.slowNanos = committed ? SLOW_COMMITTED_NANOS : SLOW_NANOS;
        this.bound = max;
    }

    /** Returns whether the limit is reached. */
    boolean isFull() {
        reached |= count >= bound;
        return count >= bound || headBytes >= maxHeadBytes;
    }

    /** @param head bytes of the request's head */
    void enter(int head) {
        int now = count;
        count = now + 1;
        headBytes += head;
    }

    /**
     * @param head  as at {@link #enter}
     * @param nanos how long it took
     */
    void leave(int head, long nanos) {
        headBytes -= head;
        slow |= nanos > slowNanos;
        int now = count;
        count = now - 1;
    }

    int count() {
        return count;
    }

    /** Adapts the limit to the time since the last call. */
    void adapt(boolean late) {
        if (!late) {
            bound = Math.min(max, 2 * bound);
        } else if (slow) {
            bound = Math.min(max, Math.max(LEAST, Math.min(bound, count) * 3 / 4));
        } else if (reached) {
            bound = Math.min(max, bound + bound / 8 + 1);
        }
        slow = false;
        reached = false;
    }
}
