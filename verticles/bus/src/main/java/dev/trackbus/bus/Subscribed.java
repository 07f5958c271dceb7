package dev.trackbus.bus;

import io.vertx.core.json.JsonObject;

/**
 * Redis has confirmed a subscription to the program updates; what was cached under an earlier epoch may have missed a
 * push and is read again at its next use.
 *
 * <p>JSON form: {@code {"subscriptionEpoch"}}.
 *
 * @param subscriptionEpoch rises by one with each confirmed subscription, 1 the first
 */
public record Subscribed(long subscriptionEpoch) {
    static final JsonForm<Subscribed> JSON = new JsonForm<>(
            Subscribed.class, json -> new Subscribed(json.getLong("subscriptionEpoch")), Subscribed::toJson);

    JsonObject toJson() {
        return new JsonObject().put("subscriptionEpoch", subscriptionEpoch);
    }
}
