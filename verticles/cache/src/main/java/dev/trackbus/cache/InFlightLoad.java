package dev.trackbus.cache;

import io.vertx.core.Future;
import io.vertx.core.Promise;

/** Load of one program that is in flight, with the last program update that arrived during it. */
final class InFlightLoad {
    private static final long NOTHING = Long.MIN_VALUE;

    private final String programId;
    private final Promise<Entry> promise = Promise.promise();
    private int attempts;
    private long epoch;
    private long pushedVersion;
    private boolean outdated;
    private long waitingBytes;

    InFlightLoad(String programId) {
        this.programId = programId;
    }

    String programId() {
        return programId;
    }

    /** A request of this size waits for it. */
    void addWaiter(int bytes) {
        waitingBytes += bytes;
    }

    long waitingBytes() {
        return waitingBytes;
    }

    /** The question is put, for the first time or again. */
    void begin(long currentEpoch) {
        attempts++;
        epoch = currentEpoch;
        pushedVersion = NOTHING;
        outdated = false;
    }

    /** The epoch in which the question was put. */
    long epoch() {
        return epoch;
    }

    /** L1 has taken a pushed state of this version. */
    void pushed(long version) {
        pushedVersion = version;
        outdated = false;
    }

    /** The program changed in a way that is not known: what Redis is about to say may be older than the change. */
    void outdated() {
        outdated = true;
    }

    boolean isOutdated() {
        return outdated;
    }

    /** Whether to ask once more; only once, so that a storm of pushes does not keep those who wait from an answer. */
    boolean needsRetry() {
        return outdated && attempts == 1;
    }

    /** Whether Redis' answer stands against the pushes that came meanwhile. */
    boolean isNewerThanUpdates(Entry loaded) {
        return loaded.version() > pushedVersion;
    }

    Promise<Entry> promise() {
        return promise;
    }

    Future<Entry> result() {
        return promise.future();
    }
}
