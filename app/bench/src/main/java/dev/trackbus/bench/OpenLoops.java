package dev.trackbus.bench;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.List;

/**
 * Steady rates at a bare server and at Trackbus in turn: each in per cent of what it answers itself in a closed loop, and
 * bare at Trackbus' rates too.
 *
 * @param arena with both
 */
record OpenLoops(Arena arena) {
    private static final List<Integer> PERCENT_OF_PEAK = List.of(25, 50, 75);
    private static final int ROUNDS = 5;
    private static final int SECONDS = 5;
    private static final int CONNECTIONS = 64;

    JsonObject run(String title) throws IOException, InterruptedException {
        Contest contest = arena.peak();
        double ofBare = contest.perSecond(arena.bare());
        double ofTrackbus = contest.perSecond(arena.trackbus());
        JsonObject figures = new JsonObject();
        try (OpenLoop bare = new OpenLoop(arena.bare().url(), CONNECTIONS);
                OpenLoop trackbus = new OpenLoop(arena.trackbus().url(), CONNECTIONS)) {
            bare.run(rate(ofTrackbus, PERCENT_OF_PEAK.get(0)), SECONDS);
            trackbus.run(rate(ofTrackbus, PERCENT_OF_PEAK.get(0)), SECONDS);
            arena.say("%n%s, p50 / p99 / p99.9 ms from when a request was due", title);
            for (int percent : PERCENT_OF_PEAK) {
                arena.say("%d %% of what each answers in a closed loop", percent);
                Pace atTrackbusRate = new Pace("bare at Trackbus' rate", arena.bare(), bare, rate(ofTrackbus, percent));
                Pace trackbusPace =
                        new Pace(arena.trackbus().name(), arena.trackbus(), trackbus, rate(ofTrackbus, percent));
                Pace own = new Pace(arena.bare().name(), arena.bare(), bare, rate(ofBare, percent));
                figures.put(percent + "%", played(List.of(atTrackbusRate, trackbusPace, own)));
            }
        }
        return figures;
    }

    /** Round by round: a machine that gets slower slows all. */
    private JsonObject played(List<Pace> paces) throws IOException, InterruptedException {
        for (int i = 0; i < ROUNDS; i++) {
            for (Pace pace : paces) {
                pace.play(SECONDS);
            }
        }
        JsonObject figures = new JsonObject();
        for (Pace pace : paces) {
            arena.say("%s", pace);
            figures.put(pace.name(), pace.toJson());
        }
        return figures;
    }

    private static int rate(double peak, int percent) {
        return Math.max(1, (int) (peak * percent / 100));
    }
}
