package dev.trackbus.http;

import dev.trackbus.bus.Bus;
import dev.trackbus.bus.Condition;
import dev.trackbus.bus.Failure;
import dev.trackbus.bus.FailureException;
import dev.trackbus.bus.KinesisContract;
import dev.trackbus.bus.PhaseChanged.Phase;
import dev.trackbus.bus.Probe;
import dev.trackbus.bus.RedisContract;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.util.Locale;

/**
 * Tells a balancer whether to send requests here. Redis or Kinesis being down is told but is no reason to go: another
 * instance would fare no better, and this one's buffer would be lost.
 */
final class HealthRoute {
    private static final int OK = 200;
    private static final int NOT_READY = 503;
    private static final String STATUS = "status";

    private final Bus bus;
    private final CurrentPhase phase;
    private final Responder responder;

    HealthRoute(Bus bus, CurrentPhase phase, Responder responder) {
        this.bus = bus;
        this.phase = phase;
        this.responder = responder;
    }

    /** The process answers. */
    void live(HttpServerRequest request) {
        responder.health(request, OK, up());
    }

    /** Start is complete and stop has not begun; says what is not well. */
    void ready(HttpServerRequest request) {
        if (phase.get() != Phase.SERVING) {
            String status = phase.get().name().toLowerCase(Locale.ROOT);
            responder.health(request, NOT_READY, new JsonObject().put(STATUS, status));
            return;
        }
        Future<Condition> redis = condition(bus.ask(RedisContract.CONDITION, new Probe()));
        Future<Condition> kinesis = condition(bus.ask(KinesisContract.CONDITION, new Probe()));
        Future.all(redis, kinesis).onSuccess(both -> {
            JsonObject details = new JsonObject();
            addUnwell(details, "redis", redis.result());
            addUnwell(details, "kinesis", kinesis.result());
            responder.health(request, OK, details.isEmpty() ? up() : degraded(details));
        });
    }

    /** What a failure says in its own words is not for the public. */
    private static Future<Condition> condition(Future<Condition> asked) {
        return asked.otherwise(fault -> new Condition(
                false, (fault instanceof FailureException known ? known.failure() : Failure.INTERNAL).name()));
    }

    private static void addUnwell(JsonObject details, String name, Condition condition) {
        if (!condition.well()) {
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
