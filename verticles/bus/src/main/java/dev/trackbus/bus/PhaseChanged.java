package dev.trackbus.bus;

import io.vertx.core.json.JsonObject;
import java.util.Objects;

/**
 * The service entered another phase of its life.
 *
 * <p>JSON form: {@code {"phase"}}, in capitals.
 *
 * @param phase the new one
 */
public record PhaseChanged(Phase phase) {
    static final JsonForm<PhaseChanged> JSON = new JsonForm<>(
            PhaseChanged.class, json -> new PhaseChanged(Phase.valueOf(json.getString("phase"))), PhaseChanged::toJson);

    /** The phase may not be null. */
    public PhaseChanged {
        Objects.requireNonNull(phase, "phase");
    }

    JsonObject toJson() {
        return new JsonObject().put("phase", phase.name());
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
