package dev.trackbus.bus;

import io.vertx.core.json.JsonObject;

/**
 * Time in which a program accepts events.
 *
 * <p>JSON form: {@code {"active","from","until"}}.
 *
 * @param active whether the program is switched on
 * @param from   milliseconds since 1970, UTC, inclusive; {@link Long#MIN_VALUE} for no beginning
 * @param until  milliseconds since 1970, UTC, inclusive; {@link Long#MAX_VALUE} for no end
 */
public record Validity(boolean active, long from, long until) {
    /** Switched on, without beginning and end. */
    public static final Validity ALWAYS = new Validity(true, Long.MIN_VALUE, Long.MAX_VALUE);

    static Validity fromJson(JsonObject json) {
        return new Validity(json.getBoolean("active"), json.getLong("from"), json.getLong("until"));
    }

    JsonObject toJson() {
        return new JsonObject().put("active", active).put("from", from).put("until", until);
    }
}
