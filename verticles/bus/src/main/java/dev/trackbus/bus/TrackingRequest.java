package dev.trackbus.bus;

import io.vertx.core.json.JsonObject;
import java.util.Objects;

/**
 * Tracking request with valid syntax, before its validation against the program.
 *
 * <p>JSON form: {@code {"messageId","receivedAt","programId","type","parameters":{},"userAgent","trafficFlags":[]}},
 * {@code type} in capitals; {@code trafficFlags} is absent if there are none.
 *
 * @param messageId  UUIDv7 in its text form, 36 characters
 * @param receivedAt milliseconds since 1970, UTC
 * @param programId  1-64 characters of [A-Za-z0-9_-]
 * @param type       type of the event; the text of {@link EventType#UNKNOWN} is in the parameters
 * @param parameters all parameters, including {@code type}, {@code customerId} and {@code checksum} if present
 * @param userAgent  at most 1,024 characters (code points), empty if absent
 * @param trafficFlags unusual properties of the request
 */
public record TrackingRequest(
        String messageId,
        long receivedAt,
        String programId,
        EventType type,
        Parameters parameters,
        String userAgent,
        TrafficFlags trafficFlags) {
    static final JsonCodec<TrackingRequest> JSON =
            new JsonCodec<>(TrackingRequest.class, TrackingRequest::fromJson, TrackingRequest::toJson);

    /** Checks that nothing is null. */
    public TrackingRequest {
        Objects.requireNonNull(messageId, "messageId");
        Objects.requireNonNull(programId, "programId");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(parameters, "parameters");
        Objects.requireNonNull(userAgent, "userAgent");
        Objects.requireNonNull(trafficFlags, "trafficFlags");
    }

    /**
     * Creates a request without traffic flags.
     *
     * @param messageId  UUIDv7 in its text form, 36 characters
     * @param receivedAt milliseconds since 1970, UTC
     * @param programId  1-64 characters of [A-Za-z0-9_-]
     * @param type       type of the event
     * @param parameters all parameters
     * @param userAgent  at most 1,024 characters (code points), empty if absent
     */
    public TrackingRequest(
            String messageId,
            long receivedAt,
            String programId,
            EventType type,
            Parameters parameters,
            String userAgent) {
        this(messageId, receivedAt, programId, type, parameters, userAgent, TrafficFlags.NONE);
    }

    static TrackingRequest fromJson(JsonObject json) {
        return new TrackingRequest(
                json.getString("messageId"),
                json.getLong("receivedAt"),
                json.getString("programId"),
                EventType.valueOf(json.getString("type")),
                Parameters.fromJson(json.getJsonObject("parameters")),
                json.getString("userAgent"),
                TrafficFlags.fromJson(json.getJsonArray("trafficFlags")));
    }

    JsonObject toJson() {
        JsonObject json = new JsonObject()
                .put("messageId", messageId)
                .put("receivedAt", receivedAt)
                .put("programId", programId)
                .put("type", type.name())
                .put("parameters", parameters.toJson())
                .put("userAgent", userAgent);
        return trafficFlags.isEmpty() ? json : json.put("trafficFlags", trafficFlags.toJson());
    }
}
