package dev.trackbus.bus;

import java.util.Objects;

/**
 * The service entered another phase of its life.
 *
 * @param phase the new one
 */
public record PhaseChanged(Phase phase) {
    /** The phase may not be null. */
    public PhaseChanged {
        Objects.requireNonNull(phase, "phase");
    }

    /** The phases, in their order. */
    public enum Phase {
        /** Not all local resources stand; not ready. */
        STARTING,
        /** Ready. */
        SERVING,
        /** Still serving, but asks its clients and the balancer to go elsewhere; not ready. */
        STOPPING
    }
}
