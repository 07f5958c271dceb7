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
        long version = change.program().version();
        metrics.updated(offer(change.programId(), new Lookup.Found(change.program()), version));
    }

    private void delete(Deleted change) {
        metrics.deleted(offer(change.programId(), new Lookup.Missing(change.version()), change.version()));
    }

    private void outdate(Outdated change) {
        l1.drop(change.programId());
        loads.outdated(change.programId());
        metrics.outdated();
    }

    private boolean offer(String programId, Lookup state, long version) {
        boolean taken = l1.offer(programId, state);
        if (taken) {
            loads.pushed(programId, version);
        }
        return taken;
    }
}
