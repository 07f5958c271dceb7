package dev.trackbus.bench;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Several servers under the same load in turn, round by round: a machine that gets slower slows all. The first is bare. */
final class Contest {
    private static final double JIT_SETTLED = 0.03;

    private final List<Peer> peers;
    private final Shape shape;
    private final int seconds;
    private final PrintWriter out;
    private final Map<Peer, List<Round>> rounds = new LinkedHashMap<>();
    private long asked;

    Contest(List<Peer> peers, Shape shape, int seconds, PrintWriter out) {
        this.peers = peers;
        this.shape = shape;
        this.seconds = seconds;
        this.out = out;
        peers.forEach(peer -> rounds.put(peer, new ArrayList<>()));
    }

    /** Loads a server on both cores until its JIT uses less than 3 % of what it uses; then it has its own core again. */
    long warmUp(Peer peer, int most) throws IOException, InterruptedException {
        peer.unpin();
        long answers = 0;
        double share = 1;
        for (int i = 1; i <= most && share > JIT_SETTLED; i++) {
            Round round = round(peer);
            share = round.compilerShare();
            answers += round.wrk().requests() - round.wrk().refused();
            say(
                    "warm-up %d: %s %.2f CPU-s per 100,000, JIT %.0f %%",
                    i, peer.name(), round.cpuSecondsPer100k(), 100 * share);
        }
        peer.pin();
        return answers;
    }

    Contest run(int count) throws IOException, InterruptedException {
        for (int i = 1; i <= count; i++) {
            for (Peer peer : peers) {
                Round round = round(peer);
                if (!round.wrk().errors().isEmpty()) {
                    throw new IOException(peer.name() + ": " + round.wrk().errors());
                }
                rounds.get(peer).add(round);
            }
            say(
                    "round %d: CPU-s per 100,000 %s",
                    i, peers.stream().map(this::lastCost).collect(Collectors.joining(", ")));
        }
        return this;
    }

    private Round round(Peer peer) throws IOException, InterruptedException {
        Round round = Round.of(peer, shape.from(asked), seconds);
        asked += round.wrk().requests();
        return round;
    }

    private String lastCost(Peer peer) {
        List<Round> all = rounds.get(peer);
        return "%s %.2f".formatted(peer.name(), all.get(all.size() - 1).cpuSecondsPer100k());
    }

    private void say(String format, Object... arguments) {
        out.printf(format + "%n", arguments);
        out.flush();
    }

    /** Answers of a server that were 2xx. */
    long answers(Peer peer) {
        return rounds.get(peer).stream()
                .mapToLong(each -> each.wrk().requests() - each.wrk().refused())
                .sum();
    }

    /** Requests that a server answered, refused ones among them. */
    long requests(Peer peer) {
        return rounds.get(peer).stream()
                .mapToLong(each -> each.wrk().requests())
                .sum();
    }

    /** Answers a second in a closed loop, of all rounds the median. */
    double perSecond(Peer peer) {
        return spread(peer, each -> each.wrk().perSecond()).median();
    }

    Spread spread(Peer peer, ToDoubleFunction<Round> figure) {
        return Spread.of(rounds.get(peer).stream().map(figure::applyAsDouble).toList());
    }

    /** A server's cost as a multiple of the bare server's, pair by pair. */
    Spread ratio(Peer peer) {
        List<Round> own = rounds.get(peer);
        List<Round> bare = rounds.get(peers.get(0));
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < own.size(); i++) {
            ratios.add(own.get(i).cpuSecondsPer100k() / bare.get(i).cpuSecondsPer100k());
        }
        return Spread.of(ratios);
    }

    /** One line a server. */
    void print(String title) throws IOException {
        say("%n%s, %d connections", title, shape.connections());
        say(
                "| | CPU-s per 100,000 | ratio to bare | requests/s | p50 / p99 / p99.9 ms | bytes a request | GC | RSS MiB |");
        say("| --- | --- | --- | --- | --- | --- | --- | --- |");
        for (Peer peer : peers) {
            say(
                    "| %s | %s | %s | %.0f | %s | %.0f | %.1f %% | %d |",
                    peer.name(),
                    spread(peer, Round::cpuSecondsPer100k),
                    ratio(peer),
                    perSecond(peer),
                    latency(peer),
                    spread(peer, Round::bytesPerRequest).median(),
                    spread(peer, Round::gcPercent).median(),
                    new CpuClock(peer.pid()).residentMebibytes());
        }
    }

    /** Of the percentiles of all rounds the middle ones. */
    private Latency latency(Peer peer) {
        return new Latency(
                spread(peer, each -> each.wrk().latency().p50()).median(),
                spread(peer, each -> each.wrk().latency().p99()).median(),
                spread(peer, each -> each.wrk().latency().p999()).median());
    }

    JsonObject toJson() throws IOException {
        JsonObject json = new JsonObject();
        for (Peer peer : peers) {
            json.put(
                    peer.name(),
                    latency(peer)
                            .toJson()
                            .put(
                                    "cpuSecondsPer100k",
                                    spread(peer, Round::cpuSecondsPer100k).median())
                            .put("ratioToBare", ratio(peer).toJson())
                            .put("requestsPerSecond", perSecond(peer))
                            .put(
                                    "bytesPerRequest",
                                    spread(peer, Round::bytesPerRequest).median())
                            .put("gcPercent", spread(peer, Round::gcPercent).median())
                            .put("residentMebibytes", new CpuClock(peer.pid()).residentMebibytes()));
        }
        return json;
    }
}
