package dev.trackbus.bench;

import io.vertx.core.json.JsonObject;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * What became of an open loop.
 *
 * @param times   of all answers, in nanoseconds from when each request was due
 * @param refused answers that were no 200
 * @param pauses  times when nothing came for more than 100 ms
 * @param stalls  times when the client itself missed its turn for so long
 * @param nanos   from the first request's due time to the last answer
 */
record Served(Histogram times, long refused, int pauses, int stalls, long nanos) {
    /** Both, one after the other. */
    Served plus(Served other) {
        Histogram both = times.copy();
        both.setAutoResize(true);
        both.add(other.times);
        return new Served(
                both, refused + other.refused, pauses + other.pauses, stalls + other.stalls, nanos + other.nanos);
    }

    Latency latency() {
        return Latency.of(times);
    }

    /** Answers a second; much less than was asked for where the client could not keep up. */
    double perSecond() {
        return (double) times.getTotalCount() * TimeUnit.SECONDS.toNanos(1) / nanos;
    }

    JsonObject toJson() {
        return latency()
                .toJson()
                .put("perSecond", perSecond())
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
