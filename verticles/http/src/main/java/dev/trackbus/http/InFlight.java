package dev.trackbus.http;

import dev.trackbus.bus.KinesisContract;
import java.util.concurrent.TimeUnit;

/**
 * Counts the tracking requests that one instance works on, up to a bound of their number and of the bytes of their
 * heads. While the event loops are late, requests that are
 * let in wait again at each step, and many would be done in vain after their deadline; so then the bound follows how long
 * they take. Of neighbours that are slow it takes no notice: others may not need them. Written by its event loop, read by
 * any thread.
 */
final class InFlight {
    /** A request that took longer was let in too many, while the loop is late. */
    static final long SLOW_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    /** The same where requests wait for Kinesis to confirm their event: half of what that may take. */
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
    InFlight(int max, long headBytes, boolean committed) {
        this.max = max;
        this.maxHeadBytes = headBytes;
        this.slowNanos = committed ? SLOW_COMMITTED_NANOS : SLOW_NANOS;
        this.bound = max;
    }

    /** Whether there is no place. */
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

    /** Takes notice of what has been since the last time. */
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
