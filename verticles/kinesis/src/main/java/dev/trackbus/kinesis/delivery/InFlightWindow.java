package dev.trackbus.kinesis.delivery;

/**
 * What has been read from the buffer and not confirmed without a gap, in the order of the buffer. Its bound is what a
 * crash may send twice, so it counts from the position that is on disk; another limits the bytes on the heap. The buffer
 * lets go of a prefix only: an event that stays unconfirmed holds back those behind it until it is moved.
 */
final class InFlightWindow {
    private static final long MAX_BYTES = 32L << 20;

    /** What an event takes on the heap beside its key and payload, roughly. */
    private static final int OVERHEAD = 200;

    private final SequenceRing inOrder = new SequenceRing();
    private final int capacity;
    private long bytes;
    private long confirmedBefore;

    InFlightWindow(int capacity) {
        this.capacity = capacity;
    }

    /** Whether one more event may be read, given the position from which a new process would go on. */
    boolean hasRoom(long durableBefore) {
        long notDurable = Math.max(0, confirmedBefore - durableBefore);
        return bytes < MAX_BYTES && inOrder.size() + notDurable < capacity;
    }

    /** Whether an event that has been read is confirmed. */
    boolean isConfirmed(long sequence) {
        if (sequence < confirmedBefore) {
            return true;
        }
        InFlightRecord event = inOrder.find(sequence);
        return event != null && event.isConfirmed();
    }

    /** How many events it holds, confirmed ones behind an unconfirmed one included. */
    int size() {
        return inOrder.size();
    }

    void add(InFlightRecord event) {
        inOrder.addLast(event);
        bytes += event.bytes() + OVERHEAD;
    }

    /**
     * Passes over what is confirmed at the front; with nothing left, over numbers that no event has.
     *
     * @param readBefore every event with a lower sequence has been added
     * @return the position before which everything is confirmed
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
