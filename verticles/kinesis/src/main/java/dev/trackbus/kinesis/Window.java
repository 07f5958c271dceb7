package dev.trackbus.kinesis;

import java.util.ArrayDeque;

/**
 * What has been read from the buffer and not confirmed without a gap, in the order of the buffer. Its bound is what a
 * crash may send twice. The buffer lets go of a prefix only: an event that stays unconfirmed holds back those behind it
 * until the window is full.
 */
final class Window {
    private final ArrayDeque<Unconfirmed> inOrder = new ArrayDeque<>();
    private final int capacity;
    private long confirmedBefore;

    Window(int capacity) {
        this.capacity = capacity;
    }

    boolean hasRoom() {
        return inOrder.size() < capacity;
    }

    boolean isEmpty() {
        return inOrder.isEmpty();
    }

    void add(Unconfirmed event) {
        inOrder.addLast(event);
    }

    /**
     * Passes over what is confirmed at the front; with nothing left, over numbers that no event has.
     *
     * @param readBefore every event with a lower sequence has been added
     * @return the position before which everything is confirmed
     */
    long advance(long readBefore) {
        while (!inOrder.isEmpty() && inOrder.peekFirst().isConfirmed()) {
            confirmedBefore = inOrder.pollFirst().sequence() + 1;
        }
        if (inOrder.isEmpty()) {
            confirmedBefore = Math.max(confirmedBefore, readBefore);
        }
        return confirmedBefore;
    }
}
