package dev.trackbus.bench;

import dev.trackbus.local.TrackbusProcess;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;

/**
 * Full load from the moment when a server says it is ready, second by second.
 *
 * @param arena where the others rest meanwhile
 */
record FirstSeconds(Arena arena) {
    private static final int SECONDS = 10;

    JsonObject run(String title) throws IOException, InterruptedException {
        arena.say("%n%s: answers a second, p50 / p99 / p99.9 ms", title);
        JsonObject figures = new JsonObject();
        try (ServerProcess fresh = ServerProcess.java(BareServer.class)) {
            Peer peer = fresh.peer(arena.bare().name());
            figures.put(peer.name(), seconds(peer));
        }
        try (TrackbusProcess fresh = arena.stand().trackbus("journaled")) {
            Peer peer = Stand.peer(arena.trackbus().name(), fresh);
            figures.put(peer.name(), seconds(peer));
        }
        return figures;
    }

    private JsonArray seconds(Peer peer) throws IOException, InterruptedException {
        JsonArray seconds = new JsonArray();
        for (int i = 1; i <= SECONDS; i++) {
            Wrk wrk = Wrk.run(Shape.HOT, 1, peer.url().toString());
            arena.say(
                    "%s, second %d: %.0f, %s, %d refused %s",
                    peer.name(), i, wrk.perSecond(), wrk.latency(), wrk.refused(), wrk.errors());
            seconds.add(wrk.latency().toJson().put("perSecond", wrk.perSecond()).put("refused", wrk.refused()));
        }
        return seconds;
    }
}
