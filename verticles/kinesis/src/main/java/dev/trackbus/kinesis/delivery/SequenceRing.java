package dev.trackbus.kinesis.delivery;

import java.util.Arrays;
import java.util.function.IntToLongFunction;

/**
 * Queue of in-flight records in rising order of their sequence numbers, in an array that grows by doubling. It finds a
 * record by
 * binary search, so a confirmation does not scan the window. One thread.
 */
final class SequenceRing {
    private static final int FIRST_CAPACITY = 1_024;

    private InFlightRecord[] records = new InFlightRecord[FIRST_CAPACITY];
    private int head;
    private int size;

    int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** Adds a record whose sequence number is higher than all others'. */
    void addLast(InFlightRecord record) {
        if (size == records.length) {
            grow();
        }
        records[(head + size) & (records.length - 1)] = record;
        size++;
    }

    private void grow() {
        InFlightRecord[] larger = Arrays.copyOfRange(records, head, head + 2 * size);
        System.arraycopy(records, 0, larger, size - head, head);
        records = larger;
        head = 0;
    }

    /** Returns the record with the lowest sequence number, or null. */
    InFlightRecord peekFirst() {
        return records[head];
    }

    /** Removes and returns the record with the lowest sequence number; null if there is none. */
    InFlightRecord pollFirst() {
        InFlightRecord first = records[head];
        if (first != null) {
            records[head] = null;
            head = (head + 1) & (records.length - 1);
            size--;
        }
        return first;
    }

    /** Returns the record with a sequence number, or null. */
    InFlightRecord find(long sequence) {
        int place = search(size, i -> at(i).sequence(), sequence);
        return place < size && at(place).sequence() == sequence ? at(place) : null;
    }

    private InFlightRecord at(int place) {
        return records[(head + place) & (records.length - 1)];
    }

    /**
     * Returns the first place whose sequence number is not lower than the given one, or the size.
     *
     * @param size       number of places
     * @param sequenceAt sequence number at a place, rising
     * @param sequence   sequence number to find
     */
    static int search(int size, IntToLongFunction sequenceAt, long sequence) {
        int low = 0;
        int high = size;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sequenceAt.applyAsLong(middle) < sequence) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
