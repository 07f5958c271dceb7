package dev.trackbus.kinesis.delivery;

import dev.trackbus.kinesis.buffer.EventBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;

/**
 * Mover of stuck records: appends them again at the end of the buffer, durably, and only then confirms their old
 * place. So a shard
 * that rejects everything holds back no other record, and a crash repeats no more than the window. It moves few
 * records at
 * a time, because new events are appended beside them and the buffer accepts only so many per task of the event loop.
 *
 * <p>Each move is a write. So nothing moves unless a record that was never sent waits behind the window. When the last
 * {@value #FEW} new records were all rejected, the whole stream rejects: then at most {@value #FEW} records move every
 * 5 s,
 * to make room for as many new ones.
 */
final class StuckRecordMover {
    /** Time since a record was read before it may move, because each move is a write. */
    static final long STUCK_MILLIS = 2_000;

    static final long EVERY_MILLIS = 100;

    static final long SLOW_MILLIS = 5_000;

    /**
     * Number of new records in a row whose rejection proves that the stream rejects everything, and of records moved
     * then.
     */
    static final int FEW = 500;

    /** Largest number of records moved at a time. */
    static final int MAX_RECORDS = 5_000;

    /** Bytes after which no more records are moved at a time. */
    static final long MAX_BYTES = 1 << 20;

    private final EventBuffer buffer;
    private final Listener listener;
    private int moving;
    private boolean refused;
    private boolean more;
    private long movedAt;
    private long nextAt;
    private int rejected;
    private long movedUnread;

    /** Listener for the results of moves; on the event loop. */
    interface Listener {
        /** Reports that a record has a new sequence number. */
        void moved(InFlightRecord record, long to);

        /** Reports that the buffer refused a record. */
        void notMoved(InFlightRecord record);

        /** Reports that no move is pending; there may be more records to move. */
        void allMoved();
    }

    StuckRecordMover(EventBuffer buffer, Listener listener) {
        this.buffer = buffer;
        this.listener = listener;
    }

    /** Counts a call with an accepted record. */
    void passed() {
        rejected = 0;
        nextAt = Math.min(nextAt, movedAt + EVERY_MILLIS);
    }

    /** Counts a record that was rejected at its first attempt. */
    void rejected() {
        rejected++;
    }

    /** Counts a moved record that was read at its new place. */
    void readAgain() {
        movedUnread = Math.max(0, movedUnread - 1);
    }

    /**
     * Moves some stuck records, unless a move is pending.
     *
     * @param waiting stuck records; moved ones are removed
     * @param unread  number of records in the buffer behind the window
     */
    void move(Collection<InFlightRecord> waiting, long unread, long now) {
        boolean continues = more && !refused && !isSlow();
        if (moving > 0 || now < nextAt && !continues || unread <= movedUnread) {
            return;
        }
        movedAt = now;
        nextAt = now + (isSlow() ? SLOW_MILLIS : EVERY_MILLIS);
        refused = false;
        List<InFlightRecord> stuck = stuck(waiting, now - STUCK_MILLIS);
        waiting.removeAll(new HashSet<>(stuck));
        moving = stuck.size();
        stuck.forEach(this::move);
    }

    private void move(InFlightRecord record) {
        record.move();
        buffer.appendAgain(record.key(), record.payload(), record.appendedAt(), new Moving(record));
    }

    private boolean isSlow() {
        return rejected >= FEW;
    }

    private List<InFlightRecord> stuck(Collection<InFlightRecord> waiting, long since) {
        List<InFlightRecord> stuck = new ArrayList<>();
        int most = isSlow() ? FEW : MAX_RECORDS;
        long bytes = 0;
        more = false;
        for (InFlightRecord record : waiting) {
            if (record.isStuckSince(since)) {
                more = bytes >= MAX_BYTES || stuck.size() == most;
                if (more) {
                    return stuck;
                }
                bytes += record.bytes();
                stuck.add(record);
            }
        }
        return stuck;
    }

    private void completed() {
        moving--;
        if (moving == 0) {
            listener.allMoved();
        }
    }

    private final class Moving implements EventBuffer.AppendCallback {
        private final InFlightRecord record;

        Moving(InFlightRecord record) {
            this.record = record;
        }

        @Override
        public void appended(long sequence) {
            movedUnread++;
            listener.moved(record, sequence);
            completed();
        }

        @Override
        public void refused(String why) {
            refused = true;
            listener.notMoved(record);
            completed();
        }
    }
}
