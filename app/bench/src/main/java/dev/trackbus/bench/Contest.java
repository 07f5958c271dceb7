package dev.trackbus.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Two servers under the same load in turn: bare, Trackbus, bare, Trackbus … A machine that gets slower slows both. */
final class Contest {
    private static final int MAX_WARM_UPS = 8;
    private static final double SETTLED = 0.05;

    private final Peer bare;
    private final Peer trackbus;
    private final int seconds;
    private final PrintWriter out;
    private final List<Round> bareRounds = new ArrayList<>();
    private final List<Round> trackbusRounds = new ArrayList<>();
    private long answers;

    Contest(Peer bare, Peer trackbus, int seconds, PrintWriter out) {
        this.bare = bare;
        this.trackbus = trackbus;
        this.seconds = seconds;
        this.out = out;
    }

    /** Loads both until Trackbus' cost changes by less than a twentieth from one round to the next. */
    void warmUp() throws IOException, InterruptedException {
        double before = Double.MAX_VALUE;
        for (int i = 1; i <= MAX_WARM_UPS; i++) {
            run(bare, seconds);
            double cost = run(trackbus, seconds).cpuSecondsPer100k();
            out.printf("warm-up %d: Trackbus %.2f CPU-s per 100,000%n", i, cost);
            out.flush();
            if (Math.abs(before - cost) < SETTLED * cost) {
                return;
            }
            before = cost;
        }
    }

    void rounds(int count) throws IOException, InterruptedException {
        for (int i = 1; i <= count; i++) {
            bareRounds.add(run(bare, seconds));
            trackbusRounds.add(run(trackbus, seconds));
            out.printf(
                    "round %d: bare %.2f, Trackbus %.2f CPU-s per 100,000, ratio %.2f%n",
                    i, last(bareRounds), last(trackbusRounds), last(trackbusRounds) / last(bareRounds));
            out.flush();
        }
    }

    private static double last(List<Round> rounds) {
        return rounds.get(rounds.size() - 1).cpuSecondsPer100k();
    }

    private Round run(Peer peer, int seconds) throws IOException, InterruptedException {
        CpuClock cpu = new CpuClock(peer.pid());
        double before = cpu.seconds();
        Wrk wrk = Wrk.run(Peer.LOAD_CORE, 64, seconds, peer.url().toString());
        if (!wrk.errors().isEmpty()) {
            throw new IOException(peer.name() + ": " + wrk.errors());
        }
        answers += peer == trackbus ? wrk.requests() : 0;
        cpu.awaitRest();
        return new Round(wrk, cpu.seconds() - before);
    }

    /** How many answers of Trackbus were counted, warm-up included. */
    long answers() {
        return answers;
    }

    List<Round> bare() {
        return bareRounds;
    }

    List<Round> trackbus() {
        return trackbusRounds;
    }

    /** Trackbus' cost as a multiple of the bare server's, pair by pair. */
    Spread ratio() {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < bareRounds.size(); i++) {
            ratios.add(trackbusRounds.get(i).cpuSecondsPer100k()
                    / bareRounds.get(i).cpuSecondsPer100k());
        }
        return Spread.of(ratios);
    }
}
