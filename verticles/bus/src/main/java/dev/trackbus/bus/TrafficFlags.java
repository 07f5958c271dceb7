package dev.trackbus.bus;

import io.vertx.core.json.JsonArray;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * Set of the {@link TrafficFlag}s of one request.
 *
 * <p>JSON form: an array of the flags' names in capitals.
 *
 * @param bits one bit per flag, at the position of its ordinal
 */
public record TrafficFlags(int bits) {
    /** No flags. */
    public static final TrafficFlags NONE = new TrafficFlags(0);

    /**
     * Returns the set of some flags.
     *
     * @param flags in any order
     * @return the flags, each once
     */
    public static TrafficFlags of(TrafficFlag... flags) {
        int bits = 0;
        for (TrafficFlag flag : flags) {
            bits |= bit(flag);
        }
        return new TrafficFlags(bits);
    }

    private static int bit(TrafficFlag flag) {
        return 1 << flag.ordinal();
    }

    static TrafficFlags fromJson(JsonArray json) {
        return json == null
                ? NONE
                : of(json.stream()
                        .map(name -> TrafficFlag.valueOf((String) name))
                        .toArray(TrafficFlag[]::new));
    }

    JsonArray toJson() {
        JsonArray json = new JsonArray();
        stream().map(TrafficFlag::name).forEach(json::add);
        return json;
    }

    /**
     * Returns whether the request has no flag, which is the usual case.
     *
     * @return true if there is none
     */
    public boolean isEmpty() {
        return bits == 0;
    }

    /**
     * Returns the flags, each once.
     *
     * @return in the order of {@link TrafficFlag}
     */
    public Stream<TrafficFlag> stream() {
        return Arrays.stream(TrafficFlag.values()).filter(flag -> (bits & bit(flag)) != 0);
    }
}
