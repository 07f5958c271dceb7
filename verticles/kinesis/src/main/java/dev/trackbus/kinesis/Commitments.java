package dev.trackbus.kinesis;

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
 * Who waits for Kinesis to confirm an event. Those whose time is over are forgotten, so that an outage does not fill the
 * heap. On the verticle's thread.
 */
final class Commitments {
    private static final long DEADLINE =
            KinesisContract.APPEND_COMMITTED.deadline().toMillis();

    private final Map<Long, Waiting> waiting = new LinkedHashMap<>();
    private final LongSupplier ticker;

    private record Waiting(Promise<Appended> promise, long until) {}

    Commitments(LongSupplier ticker) {
        this.ticker = ticker;
    }

    Future<Appended> await(long sequence) {
        forgetThoseWhoseTimeIsOver();
        Promise<Appended> promise = Promise.promise();
        waiting.put(sequence, new Waiting(promise, ticker.getAsLong() + DEADLINE));
        return promise.future();
    }

    private void forgetThoseWhoseTimeIsOver() {
        Iterator<Waiting> eldest = waiting.values().iterator();
        while (eldest.hasNext() && eldest.next().until < ticker.getAsLong()) {
            eldest.remove();
        }
    }

    void confirmed(long sequence) {
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

    void setAside(long sequence, String why) {
        Waiting told = waiting.remove(sequence);
        if (told != null) {
            told.promise.fail(new FailureException(Failure.INTERNAL, why));
        }
    }

    int size() {
        return waiting.size();
    }
}
