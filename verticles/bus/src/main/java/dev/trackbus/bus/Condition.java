package dev.trackbus.bus;

import io.vertx.core.json.JsonObject;
import java.util.Objects;

/**
 * How a verticle is.
 *
 * <p>JSON form: {@code {"well","detail"}}.
 *
 * @param well   whether it can do all its work now
 * @param detail one line for an operator: what is wrong and since when, or what it is connected to
 */
public record Condition(boolean well, String detail) {
    static final JsonForm<Condition> JSON = new JsonForm<>(
            Condition.class,
            json -> new Condition(json.getBoolean("well"), json.getString("detail")),
            Condition::toJson);

    /** The detail may not be null. */
    public Condition {
        Objects.requireNonNull(detail, "detail");
    }

    JsonObject toJson() {
        return new JsonObject().put("well", well).put("detail", detail);
    }
}
