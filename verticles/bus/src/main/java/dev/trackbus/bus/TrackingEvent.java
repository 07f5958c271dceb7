package dev.trackbus.bus;

import io.vertx.core.json.JsonObject;
import java.util.Objects;

/**
 * A judged request, to be put on the stream.
 *
 * <p>JSON form: {@code {"request":{},"verdict":{}}}.
 *
 * @param request what came in
 * @param verdict what was thought of it
 */
public record TrackingEvent(TrackingRequest request, Verdict verdict) {
    static final JsonForm<TrackingEvent> JSON =
            new JsonForm<>(TrackingEvent.class, TrackingEvent::fromJson, TrackingEvent::toJson);

    /** Nothing may be null. */
    public TrackingEvent {
        Objects.requireNonNull(request, "request");
        Objects.requireNonNull(verdict, "verdict");
    }

    static TrackingEvent fromJson(JsonObject json) {
        return new TrackingEvent(
                TrackingRequest.fromJson(json.getJsonObject("request")),
                Verdict.JSON.read().apply(json.getJsonObject("verdict")));
    }

    JsonObject toJson() {
        return new JsonObject()
                .put("request", request.toJson())
                .put("verdict", Verdict.JSON.write().apply(verdict));
    }
}
