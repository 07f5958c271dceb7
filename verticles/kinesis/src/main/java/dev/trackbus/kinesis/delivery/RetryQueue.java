package dev.trackbus.kinesis.delivery;

import dev.trackbus.bus.Backoff;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.stream.Stream;

/**
 * Queue of records that wait for their next attempt, each until its own due time. A record is <i>stuck</i> after
 * {@value #STUCK_AFTER} rejections, or when it is rejected during an outage. While no stuck record is accepted, one
 * call at
 * a time may have stuck records, with growing pauses, so that a shard or a stream that rejects everything costs
 * little. As
 * soon as one is accepted, all may be sent.
 */
final class RetryQueue {
    /** Number of rejections that make a record stuck: some 400 ms at the median. */
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

    /** Adds a record that is due at a time. */
    void add(InFlightRecord record, long dueAt) {
        record.retry(dueAt);
        (record.isStuck() ? stuck : retries).add(record);
    }

    /** Removes and returns the next record that is due; null where there is none. */
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

    /** Returns when the next record is due, {@link Long#MAX_VALUE} where none is before a call has ended. */
    long nextAt() {
        return Math.min(retries.isEmpty() ? Long.MAX_VALUE : retries.peek().dueAt(), stuckAt());
    }

    /**
     * Counts a call that has ended.
     *
     * @param tried    number of stuck records in it
     * @param accepted number of these that Kinesis has accepted
     */
    void ended(long tried, long accepted, long now, double random) {
        if (accepted > 0) {
            failures = 0;
            allowed = UNLIMITED;
            pausedUntil = now;
        } else if (tried > 0) {
            failures++;
            allowed = BatchBuilder.MAX_RECORDS;
            pausedUntil = now + PAUSE.delayMillis(failures, random);
        }
    }

    /** Returns stuck records, from which {@link StuckRecordMover} may remove some. */
    Collection<InFlightRecord> stuck() {
        return stuck;
    }

    /** Makes all records due. */
    void hurry(long now) {
        ended(1, 1, now, 0);
        List<InFlightRecord> all =
                Stream.of(retries, stuck).flatMap(Collection::stream).toList();
        retries.clear();
        stuck.clear();
        all.forEach(record -> add(record, now));
    }
}
