package dev.trackbus.bench;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Steady rates at a bare server and at Trackbus in turn, each in per cent of what it answers itself in a closed loop.
 *
 * @param arena with both
 */
record OpenLoops(Arena arena) {
    private static final List<Integer> PERCENT_OF_PEAK = List.of(25, 50, 75);
    private static final int SECONDS = 10;
    private static final int CONNECTIONS = 64;

    JsonObject run(String title) throws IOException, InterruptedException {
        Contest contest = arena.peak();
        Map<Peer, Double> peaks = new LinkedHashMap<>();
        List.of(arena.bare(), arena.trackbus()).forEach(peer -> peaks.put(peer, contest.perSecond(peer)));
        JsonObject figures = new JsonObject();
        try (OpenLoop bare = new OpenLoop(arena.bare().url(), CONNECTIONS);
                OpenLoop trackbus = new OpenLoop(arena.trackbus().url(), CONNECTIONS)) {
            Map<Peer, OpenLoop> loops = Map.of(arena.bare(), bare, arena.trackbus(), trackbus);
            for (Peer peer : peaks.keySet()) {
                loops.get(peer).run(rate(peaks.get(peer), PERCENT_OF_PEAK.get(0)), SECONDS);
            }
            arena.say("%n%s, p50 / p99 / p99.9 ms from when a request was due", title);
            for (int percent : PERCENT_OF_PEAK) {
                JsonObject both = new JsonObject();
                for (Peer peer : peaks.keySet()) {
                    both.put(peer.name(), run(peer, loops.get(peer), percent, peaks.get(peer)));
                }
                figures.put(percent + "%", both);
            }
        }
        return figures;
    }

    private JsonObject run(Peer peer, OpenLoop loop, int percent, double peak)
            throws IOException, InterruptedException {
        int rate = rate(peak, percent);
        double before = Heap.of(peer).gcSeconds();
        Served served = loop.run(rate, SECONDS);
        double gcMillis = 1e3 * (Heap.of(peer).gcSeconds() - before);
        arena.say(
                "%d %% of %.0f/s, %s: %s, %.0f/s answered, %.0f ms of GC",
                percent, peak, peer.name(), served, served.perSecond(), gcMillis);
        return served.toJson().put("rate", rate).put("gcMillis", gcMillis);
    }

    private static int rate(double peak, int percent) {
        return Math.max(1, (int) (peak * percent / 100));
    }
}
