package dev.trackbus.bench;

import dev.trackbus.local.TrackbusProcess;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One hot program, 64 connections, beside all the others: the case that counts.
 *
 * @param stand what Trackbus needs
 * @param quick three rounds of 5 s in place of five of 10 s
 * @param out   takes the table
 */
record HotCase(Stand stand, boolean quick, PrintWriter out) {
    /** Another Trackbus: another build, or other options of the JVM. */
    record Rival(Path jar, String jvm) {}

    /** @param other to be measured in the same rounds */
    JsonObject run(Peer bare, Peer trackbus, Optional<Rival> other) throws IOException, InterruptedException {
        Optional<TrackbusProcess> rival = other.map(it -> stand.trackbus(it.jar(), "journaled", it.jvm()));
        Optional<ServerProcess> nginx = ServerProcess.nginx(stand.folder());
        try (ServerProcess router = ServerProcess.java(RouterServer.class)) {
            List<Peer> peers = new ArrayList<>(List.of(bare, trackbus));
            if (rival.isPresent()) {
                peers.add(Stand.peer("the other Trackbus", rival.get()));
            }
            peers.add(router.peer("vertx-web Router"));
            if (nginx.isPresent()) {
                peers.add(nginx.get().peer("nginx with a log"));
            } else {
                out.println("nginx is left out: install it (Debian: apt-get install nginx-light)");
            }
            return run(peers, rival.isPresent() ? 2 : 1);
        } finally {
            rival.ifPresent(TrackbusProcess::close);
            nginx.ifPresent(ServerProcess::close);
        }
    }

    /** Behind the bare server come so many that ship their events to the stub. */
    private JsonObject run(List<Peer> peers, int shipping) throws IOException, InterruptedException {
        Contest contest = new Contest(peers, Shape.HOT, quick ? 5 : 10, out);
        List<Peer> ours = peers.subList(1, 1 + shipping);
        long answers = 0;
        for (Peer peer : peers) {
            answers += contest.warmUp(peer, quick ? 9 : 12) * (ours.contains(peer) ? 1 : 0);
        }
        contest.run(quick ? 3 : 5).print("Hot program");
        answers += ours.stream().mapToLong(contest::answers).sum();
        long events = stand.events();
        out.printf("answers counted by wrk %d, events counted by the stub %d%n", answers, events);
        out.flush();
        if (events < answers) {
            throw new IOException((answers - events) + " events are missing");
        }
        Peer trackbus = ours.get(0);
        return new JsonObject()
                .put("ratioToBare", contest.ratio(trackbus).median())
                .put(
                        "cpuSecondsPer100k",
                        contest.spread(trackbus, Round::cpuSecondsPer100k).median())
                .put("requestsPerSecond", contest.perSecond(trackbus))
                .put("answers", answers)
                .put("events", events)
                .put("hot", contest.toJson());
    }
}
