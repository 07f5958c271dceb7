package dev.trackbus.bench;

import io.vertx.core.json.JsonObject;
import java.io.IOException;

/** One server at one steady rate, its rounds added up. One thread. */
final class Pace {
    private final String name;
    private final Peer peer;
    private final OpenLoop loop;
    private final int rate;
    private Served served = Served.none();
    private double gcMillis;

    /** @param rate requests a second */
    Pace(String name, Peer peer, OpenLoop loop, int rate) {
        this.name = name;
        this.peer = peer;
        this.loop = loop;
        this.rate = rate;
    }

    String name() {
        return name;
    }

    /** One round more. Blocks until its last answer. */
    void play(int seconds) throws IOException, InterruptedException {
        double before = Heap.of(peer).gcSeconds();
        served = served.plus(loop.run(rate, seconds));
        gcMillis += 1e3 * (Heap.of(peer).gcSeconds() - before);
    }

    JsonObject toJson() {
        return served.toJson().put("rate", rate).put("gcMillis", gcMillis);
    }

    @Override
    public String toString() {
        return "%s, %d/s: %s, %.0f/s answered, %.0f ms of GC"
                .formatted(name, rate, served, served.perSecond(), gcMillis);
    }
}
