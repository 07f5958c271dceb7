package dev.trackbus.bus;

import io.vertx.core.json.JsonObject;
import java.util.Objects;

/**
 * Validated request with its result, to be delivered to the stream.
 *
 * <p>JSON form: {@code {"request":{},"result":{}}}.
 *
 * @param request the tracking request
 * @param result  result of its validation
 */
public record TrackingEvent(TrackingRequest request, ValidationResult result) {
    static final JsonCodec<TrackingEvent> JSON =
            new JsonCodec<>(TrackingEvent.class, TrackingEvent::fromJson, TrackingEvent::toJson);

    /** Checks that nothing is null. */
    public TrackingEvent {
        Objects.requireNonNull(request, "request");
        Objects.requireNonNull(result, "result");
    }

    static TrackingEvent fromJson(JsonObject json) {
        return new TrackingEvent(
                TrackingRequest.fromJson(json.getJsonObject("request")),
                ValidationResult.JSON.read().apply(json.getJsonObject("result")));
    }

    JsonObject toJson() {
        return new JsonObject()
                .put("request", request.toJson())
                .put("result", ValidationResult.JSON.write().apply(result));
    }
}
