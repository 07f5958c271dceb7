package dev.trackbus.kinesis.delivery;

import java.util.Arrays;
import java.util.function.IntToLongFunction;

/**
 * Queue of unconfirmed events in rising order of their sequences, in an array that grows by doubling. An event is found by
 * binary search: a receipt must not scan the window. For one thread.
 */
final class SequenceRing {
    private static final int FIRST_CAPACITY = 1_024;

    private InFlightRecord[] events = new InFlightRecord[FIRST_CAPACITY];
    private int head;
    private int size;

    int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** Adds an event whose sequence is higher than all others'. */
    void addLast(InFlightRecord event) {
        if (size == events.length) {
            grow();
        }
        events[(head + size) & (events.length - 1)] = event;
        size++;
    }

    private void grow() {
        InFlightRecord[] larger = Arrays.copyOfRange(events, head, head + 2 * size);
        System.arraycopy(events, 0, larger, size - head, head);
        events = larger;
        head = 0;
    }

    /** Returns the event with the lowest sequence, or null. */
    InFlightRecord peekFirst() {
        return events[head];
    }

    /** Removes the event with the lowest sequence and returns it; null if there is none. */
    InFlightRecord pollFirst() {
        InFlightRecord first = events[head];
        if (first != null) {
            events[head] = null;
            head = (head + 1) & (events.length - 1);
            size--;
        }
        return first;
    }

    /** Returns the event with this sequence, or null. */
    InFlightRecord find(long sequence) {
        int place = search(size, i -> at(i).sequence(), sequence);
        return place < size && at(place).sequence() == sequence ? at(place) : null;
    }

    private InFlightRecord at(int place) {
        return events[(head + place) & (events.length - 1)];
    }

    /**
     * Returns the first place whose sequence is not lower than the given one, or the size.
     *
     * @param size       number of places
     * @param sequenceAt sequence at a place, rising
     * @param sequence   the sequence to find
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
