package dev.trackbus.kinesis.delivery;

import dev.trackbus.kinesis.buffer.EventBuffer;

/** Reader of the buffer: keeps what it has read in an {@link InFlightWindow} and confirms the prefix of that window. */
final class RecordReader {
    private final EventBuffer buffer;
    private final InFlightWindow window;
    private long readFrom;

    /**
     * @param buffer   source of the records
     * @param capacity limit of records that are read and not confirmed
     */
    RecordReader(EventBuffer buffer, int capacity) {
        this.buffer = buffer;
        this.window = new InFlightWindow(capacity);
    }

    /** Receives records that were read. */
    @FunctionalInterface
    interface Sink {
        /** Takes a record and returns whether to continue reading. */
        boolean take(InFlightRecord record, boolean again);
    }

    /** Returns whether the window has room for one more record. */
    boolean hasRoom() {
        return window.hasRoom(buffer.durableBefore());
    }

    /** Reads records until the sink or the window is full, or the buffer has no more at hand. */
    void read(long now, Sink sink) {
        readFrom = buffer.read(readFrom, (sequence, key, payload, appendedAt, again) -> {
            InFlightRecord record = new InFlightRecord(sequence, key, payload, now, appendedAt, again);
            window.add(record);
            return sink.take(record, again) && hasRoom();
        });
        confirm();
    }

    /** Confirms to the buffer all records before the first one in the window that is not confirmed. */
    void confirm() {
        buffer.confirm(window.advance(readFrom));
    }

    /** Returns whether a record is confirmed. */
    boolean isConfirmed(long sequence) {
        return sequence < readFrom && window.isConfirmed(sequence);
    }

    /** Returns the number of records in the buffer that were not read yet. */
    long unread() {
        return buffer.records() - window.size();
    }
}
