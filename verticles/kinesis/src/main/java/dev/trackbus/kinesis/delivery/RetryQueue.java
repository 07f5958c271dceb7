package dev.trackbus.kinesis.delivery;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.Stream;

/**
 * Events that wait for their next attempt, each until its own due time. An event that was rejected {@value #STUCK_AFTER}
 * times, or while nothing passes at all, is <i>stuck</i>. While no stuck event passes, they are sent at most one call at a time, with growing pauses, so
 * that a shard or a stream that rejects everything costs next to nothing. As soon as one passes, all of them may go.
 */
final class RetryQueue {
    /** So many rejections make an event stuck: some 400 ms at the median. */
    static final int STUCK_AFTER = 4;

    private static final Backoff PAUSE = new Backoff(1_000, 5_000);
    private static final int UNLIMITED = Integer.MAX_VALUE;

    private final PriorityQueue<InFlightRecord> retries =
            new PriorityQueue<>(Comparator.comparingLong(InFlightRecord::dueAt));
    private final PriorityQueue<InFlightRecord> stuck =
            new PriorityQueue<>(Comparator.comparingLong(InFlightRecord::dueAt));
    private int failures;
    private int allowed = UNLIMITED;
    private long pausedUntil = Long.MIN_VALUE;

    void add(InFlightRecord event, long dueAt) {
        event.retry(dueAt);
        (event.isStuck() ? stuck : retries).add(event);
    }

    /** Takes the next event that is due, null where there is none. */
    InFlightRecord poll(long now) {
        if (!retries.isEmpty() && retries.peek().dueAt() <= now) {
            return batched(retries.poll());
        }
        if (stuckAt() > now) {
            return null;
        }
        allowed -= allowed == UNLIMITED ? 0 : 1;
        return batched(stuck.poll());
    }

    private static InFlightRecord batched(InFlightRecord record) {
        record.batch();
        return record;
    }

    private long stuckAt() {
        return stuck.isEmpty() || allowed == 0
                ? Long.MAX_VALUE
                : Math.max(pausedUntil, stuck.peek().dueAt());
    }

    /** Returns when the next event is due, {@link Long#MAX_VALUE} where none is before a call has ended. */
    long nextAt() {
        return Math.min(retries.isEmpty() ? Long.MAX_VALUE : retries.peek().dueAt(), stuckAt());
    }

    /**
     * A call has ended.
     *
     * @param tried  how many stuck events were in it
     * @param passed how many of them Kinesis has confirmed
     */
    void ended(long tried, long passed, long now, double random) {
        if (passed > 0) {
            failures = 0;
            allowed = UNLIMITED;
            pausedUntil = now;
        } else if (tried > 0) {
            failures++;
            allowed = BatchBuilder.MAX_RECORDS;
            pausedUntil = now + PAUSE.delayMillis(failures, random);
        }
    }

    /** Stuck events, of which {@link StuckRecordMover} may take some out. */
    Collection<InFlightRecord> stuck() {
        return stuck;
    }

    /** Makes every event due at once. */
    void hurry(long now) {
        ended(1, 1, now, 0);
        List<InFlightRecord> all =
                Stream.of(retries, stuck).flatMap(Collection::stream).toList();
        retries.clear();
        stuck.clear();
        all.forEach(event -> add(event, now));
    }
}
