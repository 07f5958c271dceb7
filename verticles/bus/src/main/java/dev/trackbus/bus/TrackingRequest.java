package dev.trackbus.bus;

import io.vertx.core.json.JsonObject;
import java.util.Objects;

/**
 * An impression, click or conversion as it came in, its syntax checked, not yet judged.
 *
 * <p>JSON form: {@code {"messageId","receivedAt","programId","type","parameters":{},"userAgent","trafficFlags":[]}},
 * {@code type} in capitals; {@code trafficFlags} is absent where there are none.
 *
 * @param messageId  UUIDv7 in its text form, 36 characters
 * @param receivedAt milliseconds since 1970, UTC
 * @param programId  1-64 characters of [A-Za-z0-9_-]
 * @param type       what happened; of {@link EventType#UNKNOWN} the text stands in the parameters
 * @param parameters all parameters, {@code type}, {@code customerId} and {@code checksum} among them where given
 * @param userAgent  at most 1,024 characters (code points), empty where none was sent
 * @param trafficFlags what is unusual about the request
 */
public record TrackingRequest(
        String messageId,
        long receivedAt,
        String programId,
        EventType type,
        Parameters parameters,
        String userAgent,
        TrafficFlags trafficFlags) {
    static final JsonForm<TrackingRequest> JSON =
            new JsonForm<>(TrackingRequest.class, TrackingRequest::fromJson, TrackingRequest::toJson);

    /** Nothing may be null. */
    public TrackingRequest {
        Objects.requireNonNull(messageId, "messageId");
        Objects.requireNonNull(programId, "programId");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(parameters, "parameters");
        Objects.requireNonNull(userAgent, "userAgent");
        Objects.requireNonNull(trafficFlags, "trafficFlags");
    }

    /**
     * Makes a request without traffic flags.
     *
     * @param messageId  UUIDv7 in its text form, 36 characters
     * @param receivedAt milliseconds since 1970, UTC
     * @param programId  1-64 characters of [A-Za-z0-9_-]
     * @param type       what happened
     * @param parameters all parameters
     * @param userAgent  at most 1,024 characters (code points), empty where none was sent
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
