package dev.trackbus.kinesis.journal;

import java.io.IOException;

/**
 * Checkpoint of a running journal: the sequence number before which all records are confirmed, in memory and on disk.
 * Confirmed by the
 * owner's thread, written by the maintenance thread, readable from any.
 */
final class Checkpointer {
    /** Largest number of records that a loss of power may repeat with forced appends. */
    private static final long MAX_UNFORCED = 10_000;

    private final Checkpoint file;
    private final boolean forced;
    private final long foundBefore;
    private volatile long confirmedBefore;
    private volatile long durableBefore;
    private long forcedBefore;

    /**
     * @param file            checkpoint on disk
     * @param confirmedBefore sequence number from which there may be records
     * @param forced          whether appends are forced to the disk
     */
    Checkpointer(Checkpoint file, long confirmedBefore, boolean forced) {
        this.file = file;
        this.forced = forced;
        this.foundBefore = file.confirmedBefore();
        this.confirmedBefore = confirmedBefore;
        this.durableBefore = confirmedBefore;
        this.forcedBefore = confirmedBefore;
    }

    /** Returns the checkpoint of the earlier process. */
    long foundBefore() {
        return foundBefore;
    }

    /** Returns the sequence number before which all records are confirmed. Any thread. */
    long confirmedBefore() {
        return confirmedBefore;
    }

    /** Returns the checkpoint that is on disk. Any thread. */
    long durableBefore() {
        return durableBefore;
    }

    /** Confirms records and returns whether that is news. The owner's thread. */
    boolean confirm(long before) {
        boolean news = before > confirmedBefore;
        if (news) {
            confirmedBefore = before;
        }
        return news;
    }

    /** Writes the checkpoint and returns whether it has changed. The maintenance thread. */
    boolean write(long before) throws IOException {
        if (before <= durableBefore && before <= file.confirmedBefore()) {
            return false;
        }
        file.write(before);
        if (forced && before - forcedBefore > MAX_UNFORCED) {
            force(before);
        }
        durableBefore = before;
        return true;
    }

    /** Makes the written checkpoint survive a loss of power. The maintenance thread. */
    void force(long before) throws IOException {
        file.force();
        forcedBefore = before;
    }

    void close() throws IOException {
        file.close();
    }
}
