package dev.trackbus.bench;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** One server at one steady rate, some rounds of it. One thread. */
final class Pace {
    private final String name;
    private final Peer peer;
    private final OpenLoop loop;
    private final int rate;
    private final List<Served> rounds = new ArrayList<>();
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

    /** One round more. Blocks until its last answer, and until the server has done what it still has to do. */
    void play(int seconds) throws IOException, InterruptedException {
        double before = Heap.of(peer).gcSeconds();
        rounds.add(loop.run(rate, seconds));
        gcMillis += 1e3 * (Heap.of(peer).gcSeconds() - before);
        new CpuClock(peer.pid()).awaitRest();
    }

    /** All rounds as one; there must have been one. */
    private Served all() {
        return rounds.stream().reduce(Served::plus).orElseThrow();
    }

    /** In milliseconds, round by round. */
    private Spread p99() {
        return Spread.of(
                rounds.stream().map(round -> round.latency().p99() / 1e3).toList());
    }

    JsonObject toJson() {
        return all().toJson().put("rate", rate).put("gcMillis", gcMillis).put("p99MillisByRound", p99().toJson());
    }

    @Override
    public String toString() {
        Served all = all();
        return "%s, %d/s: %s, p99 by round %s, %.0f/s answered, %.0f ms of GC"
                .formatted(name, rate, all, p99(), all.perSecond(), gcMillis);
    }
}
