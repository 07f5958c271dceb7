package dev.trackbus.bus;

import io.vertx.core.json.JsonObject;

/**
 * Confirmation of a subscription to program updates. Programs that were cached under an earlier epoch may have missed a
 * push; each is read again at its next use.
 *
 * <p>JSON form: {@code {"subscriptionEpoch"}}.
 *
 * @param subscriptionEpoch number of the subscription, 1 for the first
 */
public record Subscribed(long subscriptionEpoch) {
    static final JsonCodec<Subscribed> JSON = new JsonCodec<>(
            Subscribed.class, json -> new Subscribed(json.getLong("subscriptionEpoch")), Subscribed::toJson);

    JsonObject toJson() {
        return new JsonObject().put("subscriptionEpoch", subscriptionEpoch);
    }
}
