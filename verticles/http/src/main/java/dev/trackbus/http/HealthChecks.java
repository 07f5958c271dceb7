package dev.trackbus.http;

import dev.trackbus.bus.HealthRequest;
import dev.trackbus.bus.HealthStatus;
import dev.trackbus.bus.RequestReply;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/** Registry of the health checks of the readiness response: a name and the health contract of a verticle each. Immutable. */
public final class HealthChecks {
    private final Map<String, RequestReply<HealthRequest, HealthStatus>> checks;

    private HealthChecks(Map<String, RequestReply<HealthRequest, HealthStatus>> checks) {
        this.checks = checks;
    }

    /**
     * Returns a registry without checks.
     *
     * @return an empty registry
     */
    public static HealthChecks none() {
        return new HealthChecks(Map.of());
    }

    /**
     * Adds a check behind these.
     *
     * @param name     name in the response's {@code details}, unique
     * @param contract request for the health of the verticle
     * @return these checks and the new one
     */
    public HealthChecks with(String name, RequestReply<HealthRequest, HealthStatus> contract) {
        Map<String, RequestReply<HealthRequest, HealthStatus>> all = new LinkedHashMap<>(checks);
        if (all.put(name, contract) != null) {
            throw new IllegalArgumentException("two health checks have the name " + name);
        }
        return new HealthChecks(all);
    }

    void forEach(BiConsumer<String, RequestReply<HealthRequest, HealthStatus>> visitor) {
        checks.forEach(visitor);
    }
}
