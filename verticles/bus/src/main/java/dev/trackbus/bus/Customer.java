package dev.trackbus.bus;

import io.vertx.core.json.JsonObject;
import java.util.Objects;

/**
 * Advertiser that owns a program.
 *
 * <p>JSON form: {@code {"id","name"}}.
 *
 * @param id   any int
 * @param name at most 1,024 characters
 */
public record Customer(int id, String name) {
    /** Checks that the name is not null. */
    public Customer {
        Objects.requireNonNull(name, "customer.name");
    }

    static Customer fromJson(JsonObject json) {
        return new Customer(json.getInteger("id"), json.getString("name"));
    }

    JsonObject toJson() {
        return new JsonObject().put("id", id).put("name", name);
    }
}
