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
 * Who waits for Kinesis to confirm an event. Those whose time is over are forgotten, so that an circuit does not fill the
 * heap; and where nothing was confirmed in that time, or calls are known to fail, it is no use to wait: then one may, as a
 * probe, in as long as a wait takes. On the verticle's thread.
 */
public final class ConfirmationWaiters {
    private static final long DEADLINE =
            KinesisContract.APPEND_COMMITTED.deadline().toMillis();

    /** Some 10 MB of those who wait. */
    public static final int MOST = 50_000;

    private final Map<Long, Waiting> waiting = new LinkedHashMap<>();
    private final LongSupplier ticker;
    private long confirmations;
    private boolean silent;
    private long nextProbeAt;

    private record Waiting(Promise<Appended> promise, long until, long confirmations) {}

    /** @param ticker monotonic time in milliseconds */
    public ConfirmationWaiters(LongSupplier ticker) {
        this.ticker = ticker;
        this.nextProbeAt = ticker.getAsLong();
    }

    /**
     * Whether it is worth while to wait for one more; a yes may be that of the probe.
     *
     * @param circuit whether calls are known to fail
     */
    public boolean isWorthwhile(boolean circuit) {
        forgetThoseWhoseTimeIsOver();
        if (!circuit && !silent) {
            return true;
        }
        long now = ticker.getAsLong();
        if (now < nextProbeAt) {
            return false;
        }
        nextProbeAt = now + DEADLINE;
        return true;
    }

    /** Whether as many wait as may. */
    public boolean isFull() {
        return waiting.size() >= MOST;
    }

    /**
     * Waits for the confirmation of a record.
     *
     * @param sequence sequence number of the record in the buffer
     * @return completed on confirmation; failed when the record becomes a dead letter; never completed after the deadline
     */
    public Future<Appended> await(long sequence) {
        forgetThoseWhoseTimeIsOver();
        Promise<Appended> promise = Promise.promise();
        waiting.put(sequence, new Waiting(promise, ticker.getAsLong() + DEADLINE, confirmations));
        return promise.future();
    }

    private void forgetThoseWhoseTimeIsOver() {
        long now = ticker.getAsLong();
        Iterator<Waiting> eldest = waiting.values().iterator();
        boolean over = true;
        while (over && eldest.hasNext()) {
            Waiting next = eldest.next();
            over = next.until < now;
            if (over) {
                silent |= next.confirmations == confirmations;
                eldest.remove();
            }
        }
    }

    void confirmed(long sequence) {
        confirmations++;
        silent = false;
        if (waiting.isEmpty()) {
            return;
        }
        Waiting told = waiting.remove(sequence);
        if (told != null) {
            told.promise.complete(new Appended(sequence));
        }
    }

    /** An event has another place in the buffer now. */
    void moved(long from, long to) {
        Waiting moved = waiting.remove(from);
        if (moved != null) {
            waiting.put(to, moved);
        }
    }

    void deadLettered(long sequence, String why) {
        Waiting told = waiting.remove(sequence);
        if (told != null) {
            told.promise.fail(new FailureException(Failure.INTERNAL, why));
        }
    }

    int size() {
        return waiting.size();
    }
}
