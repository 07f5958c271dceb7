package dev.trackbus.bench;

import dev.trackbus.local.TrackbusProcess;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;

/** Everything but the hot case: each a short contest of a bare server and a Trackbus that is warm. */
final class Cases {
    private static final int ROUNDS = 3;
    private static final int SECONDS = 5;
    private static final int WARM_UPS = 3;
    private static final int BEYOND_L1 = 300_000;
    private static final int FAR_BEYOND_L1 = 1_000_000;
    private static final int MANY_CONNECTIONS = 1_000;

    private final Stand stand;
    private final Peer bare;
    private final PrintWriter out;
    private final JsonObject json = new JsonObject();

    Cases(Stand stand, Peer bare, PrintWriter out) {
        this.stand = stand;
        this.bare = bare;
        this.out = out;
    }

    /** Runs them all on a service that is there; the modes of the journal on one of their own each. */
    JsonObject run(Peer trackbus) throws IOException, InterruptedException {
        stand.loadPrograms(FAR_BEYOND_L1);
        play("1,000 programs", trackbus, Shape.of("each", 1_000));
        play("300,000 programs by Zipf", trackbus, Shape.of("zipf", BEYOND_L1));
        play("every look-up misses L1", trackbus, Shape.of("miss", FAR_BEYOND_L1));
        play("unknown ids", trackbus, Shape.of("unknown", 1));
        play("refused (422)", trackbus.at("/event/212313?checksum=wrong"), Shape.HOT);
        play("POST", trackbus, Shape.of("post", 1));
        play("16 connections", trackbus, Shape.HOT.connections(16));
        play("1,000 connections", trackbus, Shape.HOT.connections(MANY_CONNECTIONS));
        stand.delayKinesis(Duration.ofMillis(100));
        play("Kinesis at 100 ms", trackbus, Shape.HOT);
        stand.delayKinesis(Duration.ZERO);
        mode("fsync");
        mode("committed");
        return json;
    }

    private void mode(String mode) throws IOException, InterruptedException {
        try (TrackbusProcess process = stand.trackbus(mode)) {
            play(mode, Stand.peer("Trackbus", process), Shape.HOT);
        }
    }

    private void play(String title, Peer trackbus, Shape shape) throws IOException, InterruptedException {
        Contest contest = new Contest(List.of(bare, trackbus), shape, SECONDS, out);
        contest.warmUp(trackbus, WARM_UPS);
        contest.run(ROUNDS).print(title);
        json.put(title, contest.toJson());
    }
}
