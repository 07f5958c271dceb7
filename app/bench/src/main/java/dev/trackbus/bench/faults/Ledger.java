package dev.trackbus.bench.faults;

import java.util.ArrayList;
import java.util.List;

/** What has been promised: a note for each id whose answer was positive. Any thread. */
final class Ledger {
    private final List<Note> notes = new ArrayList<>();
    private int noted;

    /** The id of the next request; each is used once. */
    synchronized int nextId() {
        notes.add(null);
        return notes.size() - 1;
    }

    synchronized void put(int id, Note note) {
        notes.set(id, note);
        noted++;
    }

    /** Null where no positive answer came. */
    synchronized Note get(int id) {
        return notes.get(id);
    }

    /** How many ids have been given out: 0 … ids() − 1. */
    synchronized int ids() {
        return notes.size();
    }

    synchronized int noted() {
        return noted;
    }
}
