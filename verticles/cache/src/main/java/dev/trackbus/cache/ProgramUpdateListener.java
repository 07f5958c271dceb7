package dev.trackbus.cache;

import dev.trackbus.bus.ProgramChanged;
import dev.trackbus.bus.ProgramChanged.Deleted;
import dev.trackbus.bus.ProgramChanged.Outdated;
import dev.trackbus.bus.ProgramChanged.Updated;
import dev.trackbus.bus.ProgramLookup;

/**
 * Listener that applies program updates from Redis to L1. Used on one event loop.
 * It also stores programs that no request has asked for, so that a new program is in memory before its first request.
 */
final class ProgramUpdateListener {
    private final L1 l1;
    private final ProgramLoader loader;
    private final CacheMetrics metrics;

    ProgramUpdateListener(L1 l1, ProgramLoader loader, CacheMetrics metrics) {
        this.l1 = l1;
        this.loader = loader;
        this.metrics = metrics;
    }

    void apply(ProgramChanged change) {
        change.visit(this::update, this::delete, this::outdate);
    }

    private void update(Updated change) {
        metrics.updated(offer(
                change,
                new ProgramLookup.Found(change.program()),
                change.program().version()));
    }

    private void delete(Deleted change) {
        metrics.deleted(offer(change, new ProgramLookup.Missing(change.version()), change.version()));
    }

    private void outdate(Outdated change) {
        l1.drop(change.programId());
        loader.outdated(change.programId());
        metrics.outdated();
    }

    private boolean offer(ProgramChanged change, ProgramLookup state, long version) {
        long epoch = l1.epochOf(change.subscriptionEpoch());
        boolean taken = l1.offer(change.programId(), state, epoch);
        if (taken) {
            loader.pushed(change.programId(), version, epoch);
        }
        return taken;
    }
}
