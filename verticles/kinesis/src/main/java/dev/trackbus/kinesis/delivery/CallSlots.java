package dev.trackbus.kinesis.delivery;

import java.util.List;
import java.util.stream.IntStream;

/** Slots for the calls that may be in flight at the same time. */
final class CallSlots {
    private final List<CallSlot> all;

    CallSlots(int count) {
        all = IntStream.range(0, count).mapToObj(i -> new CallSlot()).toList();
    }

    /** Returns the slot that may take a call first. */
    CallSlot next() {
        CallSlot first = all.get(0);
        for (int i = 1; i < all.size(); i++) {
            first = all.get(i).freeAt() < first.freeAt() ? all.get(i) : first;
        }
        return first;
    }

    /** Ends all pauses. */
    void hurry() {
        all.forEach(CallSlot::hurry);
    }
}
