package dev.trackbus.bus;

import io.vertx.core.json.JsonObject;
import java.util.Objects;

/**
 * Change of the service's phase.
 *
 * <p>JSON form: {@code {"phase"}}, in capitals.
 *
 * @param phase the new phase
 */
public record PhaseChanged(Phase phase) {
    static final JsonCodec<PhaseChanged> JSON = new JsonCodec<>(
            PhaseChanged.class, json -> new PhaseChanged(Phase.valueOf(json.getString("phase"))), PhaseChanged::toJson);

    /** Checks that the phase is not null. */
    public PhaseChanged {
        Objects.requireNonNull(phase, "phase");
    }

    JsonObject toJson() {
        return new JsonObject().put("phase", phase.name());
    }

    /** Phase of the service, in the order of its life. */
    public enum Phase {
        /** Local resources are being opened. Not ready. */
        STARTING,
        /** Ready. */
        SERVING,
        /** Requests are still served, but clients and load balancer are told to leave. Not ready. */
        STOPPING
    }
}
