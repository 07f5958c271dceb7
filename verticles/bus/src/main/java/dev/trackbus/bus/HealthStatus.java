package dev.trackbus.bus;

import io.vertx.core.json.JsonObject;
import java.util.Objects;

/**
 * Health of a verticle.
 *
 * <p>JSON form: {@code {"healthy","detail"}}.
 *
 * @param healthy whether it can do all its work now
 * @param detail  one line for an operator: the fault and its beginning, or what it is connected to
 */
public record HealthStatus(boolean healthy, String detail) {
    static final JsonCodec<HealthStatus> JSON = new JsonCodec<>(
            HealthStatus.class,
            json -> new HealthStatus(json.getBoolean("healthy"), json.getString("detail")),
            HealthStatus::toJson);

    /** Checks that the detail is not null. */
    public HealthStatus {
        Objects.requireNonNull(detail, "detail");
    }

    JsonObject toJson() {
        return new JsonObject().put("healthy", healthy).put("detail", detail);
    }
}
