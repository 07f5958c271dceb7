package dev.trackbus.cache;

import dev.trackbus.bus.ProgramLookup;
import dev.trackbus.bus.ValidationResult.Accepted;

/** Cache entry of one program: its state or its absence, its load time and its epoch. */
final class Entry {
    private static final long NEVER = -1;

    private final Accepted accepted;
    private final long version;
    private final long loadedAt;
    private final long epoch;
    private long suppressedUntil;
    private long suppressedInEpoch = NEVER;

    /**
     * @param state    what Redis said or pushed
     * @param loadedAt when, in nanoseconds of the ticker
     * @param epoch    that in which the reading began, 0 or more
     */
    Entry(ProgramLookup state, long loadedAt, long epoch) {
        this.accepted = state.fold(found -> new Accepted(found.program()), missing -> null);
        this.version = state.fold(found -> found.program().version(), ProgramLookup.Missing::version);
        this.loadedAt = loadedAt;
        this.epoch = epoch;
    }

    /** The verdict on every valid request, made once; null where the program is missing. */
    Accepted accepted() {
        return accepted;
    }

    boolean exists() {
        return accepted != null;
    }

    long version() {
        return version;
    }

    long loadedAt() {
        return loadedAt;
    }

    long epoch() {
        return epoch;
    }

    /** Redis failed: it is not asked for this program again before that time while that epoch lasts. */
    void suppressReload(long until, long inEpoch) {
        suppressedUntil = until;
        suppressedInEpoch = inEpoch;
    }

    boolean isReloadSuppressed(long now, long currentEpoch) {
        return suppressedInEpoch == currentEpoch && now - suppressedUntil < 0;
    }
}
