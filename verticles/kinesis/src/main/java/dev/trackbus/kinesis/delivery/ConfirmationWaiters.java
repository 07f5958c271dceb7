package dev.trackbus.kinesis.delivery;

import dev.trackbus.bus.Appended;
import dev.trackbus.bus.Failure;
import dev.trackbus.bus.FailureException;
import dev.trackbus.bus.KinesisContract;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Requests that wait for Kinesis to confirm their event. Those past their deadline are dropped, so that an outage does
 * not fill
 * the heap. While nothing is confirmed, or calls are known to fail, one request per deadline may wait as a probe and
 * all
 * others fail at once. The event loop only.
 */
public final class ConfirmationWaiters {
    private static final long DEADLINE =
            KinesisContract.APPEND_COMMITTED.deadline().toMillis();

    /** Largest number of waiting requests: some 10 MB of heap. */
    public static final int MAX = 50_000;

    private final Map<Long, Waiting> waiting = new LinkedHashMap<>();
    private final LongSupplier ticker;
    private long confirmations;
    private boolean unconfirmed;
    private long nextProbeAt;

    private record Waiting(Promise<Appended> promise, long until, long confirmations) {}

    /** @param ticker monotonic time in milliseconds */
    public ConfirmationWaiters(LongSupplier ticker) {
        this.ticker = ticker;
        this.nextProbeAt = ticker.getAsLong();
    }

    /**
     * Returns whether one more request may wait.
     *
     * @param outage whether calls are known to fail
     * @return true for a probe too
     */
    public boolean isWorthwhile(boolean outage) {
        dropExpired();
        if (!outage && !unconfirmed) {
            return true;
        }
        long now = ticker.getAsLong();
        if (now < nextProbeAt) {
            return false;
        }
        nextProbeAt = now + DEADLINE;
        return true;
    }

    /** Returns whether the limit of waiting requests is reached. */
    public boolean isFull() {
        return waiting.size() >= MAX;
    }

    /**
     * Waits for the confirmation of a record.
     *
     * @param sequence sequence number of the record in the buffer
     * @return completed on confirmation; failed when the record becomes a dead letter; never completed after the deadline
     */
    public Future<Appended> await(long sequence) {
        dropExpired();
        Promise<Appended> promise = Promise.promise();
        waiting.put(sequence, new Waiting(promise, ticker.getAsLong() + DEADLINE, confirmations));
        return promise.future();
    }

    private void dropExpired() {
        long now = ticker.getAsLong();
        Iterator<Waiting> eldest = waiting.values().iterator();
        boolean expired = true;
        while (expired && eldest.hasNext()) {
            Waiting next = eldest.next();
            expired = next.until < now;
            if (expired) {
                unconfirmed |= next.confirmations == confirmations;
                eldest.remove();
            }
        }
    }

    /** Completes the request that waits for an event. */
    void confirmed(long sequence) {
        confirmations++;
        unconfirmed = false;
        if (waiting.isEmpty()) {
            return;
        }
        Waiting waiter = waiting.remove(sequence);
        if (waiter != null) {
            waiter.promise.complete(new Appended(sequence));
        }
    }

    /** Moves a waiting request to the new sequence number of its event. */
    void moved(long from, long to) {
        Waiting moved = waiting.remove(from);
        if (moved != null) {
            waiting.put(to, moved);
        }
    }

    /** Fails the request whose event became a dead letter. */
    void deadLettered(long sequence, String why) {
        Waiting waiter = waiting.remove(sequence);
        if (waiter != null) {
            waiter.promise.fail(new FailureException(Failure.INTERNAL, why));
        }
    }

    int size() {
        return waiting.size();
    }
}
