package dev.trackbus.http;

import dev.trackbus.bus.Bus;
import dev.trackbus.bus.Failure;
import dev.trackbus.bus.FailureException;
import dev.trackbus.bus.HealthRequest;
import dev.trackbus.bus.HealthStatus;
import dev.trackbus.bus.PhaseChanged.Phase;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Handler of the health routes. A failed check of Redis or Kinesis makes the service degraded, but not unready: another
 * task would have the same fault, and replacing this one would lose its journal. On the event loop.
 */
final class HealthRoute {
    private static final int OK = 200;
    private static final int NOT_READY = 503;
    private static final String STATUS = "status";

    private final Bus bus;
    private final CurrentPhase phase;
    private final Responder responder;
    private final HealthChecks checks;

    HealthRoute(Bus bus, HealthChecks checks, CurrentPhase phase, Responder responder) {
        this.bus = bus;
        this.checks = checks;
        this.phase = phase;
        this.responder = responder;
    }

    /** Answers 200: the process runs. */
    void live(HttpServerRequest request, RequestHead head) {
        responder.health(request, OK, up());
    }

    /** Answers 200 from the end of the start to the beginning of the stop, with the checks that fail. */
    void ready(HttpServerRequest request, RequestHead head) {
        if (phase.get() != Phase.SERVING) {
            String status = phase.get().name().toLowerCase(Locale.ROOT);
            responder.health(request, NOT_READY, new JsonObject().put(STATUS, status));
            return;
        }
        Map<String, Future<HealthStatus>> results = new LinkedHashMap<>();
        checks.forEach((name, contract) -> results.put(name, condition(bus.request(contract, new HealthRequest()))));
        Future.all(List.copyOf(results.values())).onSuccess(all -> {
            JsonObject details = new JsonObject();
            results.forEach((name, result) -> addUnhealthy(details, name, result.result()));
            responder.health(request, OK, details.isEmpty() ? up() : degraded(details));
        });
    }

    /** Shows the kind of a failure only: its message may name hosts. */
    private static Future<HealthStatus> condition(Future<HealthStatus> asked) {
        return asked.otherwise(fault -> new HealthStatus(
                false, (fault instanceof FailureException known ? known.failure() : Failure.INTERNAL).name()));
    }

    private static void addUnhealthy(JsonObject details, String name, HealthStatus condition) {
        if (!condition.healthy()) {
            details.put(name, condition.detail());
        }
    }

    private static JsonObject up() {
        return new JsonObject().put(STATUS, "up");
    }

    private static JsonObject degraded(JsonObject details) {
        return new JsonObject().put(STATUS, "degraded").put("details", details);
    }
}
