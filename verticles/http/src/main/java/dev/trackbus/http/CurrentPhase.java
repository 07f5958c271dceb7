package dev.trackbus.http;

import dev.trackbus.bus.PhaseChanged.Phase;

/** The service's phase as one instance knows it. Written by its event loop. */
final class CurrentPhase {
    private volatile Phase phase = Phase.STARTING;

    void enter(Phase next) {
        phase = next;
    }

    Phase get() {
        return phase;
    }

    boolean isStopping() {
        return phase == Phase.STOPPING;
    }
}
