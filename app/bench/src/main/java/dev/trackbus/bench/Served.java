package dev.trackbus.bench;

import io.vertx.core.json.JsonObject;
import org.HdrHistogram.Histogram;

/**
 * What became of an open loop.
 *
 * @param times     of all answers, in nanoseconds from when each request was due
 * @param refused   answers that were no 200
 * @param pauses    times when nothing came for more than 100 ms
 * @param stalls    times when the client itself missed its turn for so long
 * @param perSecond answers a second; much less than was asked for where the client could not keep up
 */
record Served(Histogram times, long refused, int pauses, int stalls, double perSecond) {
    Latency latency() {
        return Latency.of(times);
    }

    JsonObject toJson() {
        return latency()
                .toJson()
                .put("perSecond", perSecond)
                .put("refused", refused)
                .put("pausesOver100Millis", pauses)
                .put("stallsOfTheClient", stalls);
    }

    @Override
    public String toString() {
        return "%s, %d pauses over 100 ms, %d refused%s"
                .formatted(latency(), pauses, refused, stalls == 0 ? "" : ", client stalled " + stalls + " times");
    }
}
