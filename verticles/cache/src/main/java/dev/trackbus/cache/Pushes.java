package dev.trackbus.cache;

import dev.trackbus.bus.Lookup;
import dev.trackbus.bus.ProgramChanged;
import dev.trackbus.bus.ProgramChanged.Deleted;
import dev.trackbus.bus.ProgramChanged.Outdated;
import dev.trackbus.bus.ProgramChanged.Updated;

/**
 * Brings the changes that Redis pushes into L1; programs nobody has asked for yet are taken too, so that a new one is
 * there before its first request. For one event loop.
 */
final class Pushes {
    private final L1 l1;
    private final Loads loads;
    private final CacheMetrics metrics;

    Pushes(L1 l1, Loads loads, CacheMetrics metrics) {
        this.l1 = l1;
        this.loads = loads;
        this.metrics = metrics;
    }

    void take(ProgramChanged change) {
        change.visit(this::update, this::delete, this::outdate);
    }

    private void update(Updated change) {
        metrics.updated(offer(
                change, new Lookup.Found(change.program()), change.program().version()));
    }

    private void delete(Deleted change) {
        metrics.deleted(offer(change, new Lookup.Missing(change.version()), change.version()));
    }

    private void outdate(Outdated change) {
        l1.drop(change.programId());
        loads.outdated(change.programId());
        metrics.outdated();
    }

    private boolean offer(ProgramChanged change, Lookup state, long version) {
        long epoch = l1.epochOf(change.subscriptionEpoch());
        boolean taken = l1.offer(change.programId(), state, epoch);
        if (taken) {
            loads.pushed(change.programId(), version, epoch);
        }
        return taken;
    }
}
