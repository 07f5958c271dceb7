package dev.trackbus.kinesis.delivery;

/**
 * Window of records that were read from the buffer and not confirmed without a gap, in the order of the buffer. Its
 * limit is what
 * a crash may send twice, so it counts from the checkpoint on disk. Another limit bounds its bytes on the heap. The
 * buffer
 * removes a prefix only: an unconfirmed record holds back those behind it until it is moved.
 */
final class InFlightWindow {
    private static final long MAX_BYTES = 32L << 20;

    /** Heap of a record besides key and payload, bytes, roughly. */
    private static final int OVERHEAD = 200;

    private final SequenceRing inOrder = new SequenceRing();
    private final int capacity;
    private long bytes;
    private long confirmedBefore;

    InFlightWindow(int capacity) {
        this.capacity = capacity;
    }

    /**
     * Returns whether one more record may be read.
     *
     * @param durableBefore checkpoint on disk
     */
    boolean hasRoom(long durableBefore) {
        long notDurable = Math.max(0, confirmedBefore - durableBefore);
        return bytes < MAX_BYTES && inOrder.size() + notDurable < capacity;
    }

    /** Returns whether a record that was read is confirmed. */
    boolean isConfirmed(long sequence) {
        if (sequence < confirmedBefore) {
            return true;
        }
        InFlightRecord record = inOrder.find(sequence);
        return record != null && record.isConfirmed();
    }

    /** Returns the number of records, confirmed ones behind an unconfirmed one included. */
    int size() {
        return inOrder.size();
    }

    void add(InFlightRecord record) {
        inOrder.addLast(record);
        bytes += record.bytes() + OVERHEAD;
    }

    /**
     * Removes confirmed records at the front. An empty window also passes sequence numbers without a record.
     *
     * @param readBefore all records with a lower sequence number were added
     * @return the sequence number before which all records are confirmed
     */
    long advance(long readBefore) {
        while (!inOrder.isEmpty() && inOrder.peekFirst().isConfirmed()) {
            InFlightRecord passed = inOrder.pollFirst();
            bytes -= passed.bytes() + OVERHEAD;
            confirmedBefore = passed.sequence() + 1;
        }
        if (inOrder.isEmpty()) {
            confirmedBefore = Math.max(confirmedBefore, readBefore);
        }
        return confirmedBefore;
    }
}
