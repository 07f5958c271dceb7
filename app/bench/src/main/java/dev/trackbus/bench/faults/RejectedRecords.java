package dev.trackbus.bench.faults;

import dev.trackbus.bench.CpuClock;
import dev.trackbus.kinesis.stub.Script;
import java.io.IOException;
import java.time.Duration;

/**
 * Row 33: Kinesis answers every call with 200 and rejects each of its records. The fault shows like a failing call, and a
 * stream that stays stuck costs next to nothing: little CPU without traffic, and no event is written again and again.
 */
final class RejectedRecords implements Scenario {
    private static final String CODE = "InternalFailure";
    private static final FaultSignals.Expected EXPECTED =
            new FaultSignals.Expected("every record rejected", CODE, "trackbus_kinesis_calls_failed_total");
    private static final String MOVED = "trackbus_kinesis_moved_total";
    private static final String AGE = "trackbus_kinesis_oldest_age_seconds";

    /** Enough large events for the window of 32 MiB to be full. */
    private static final int LARGE_EVENTS = 1_300;

    private static final Duration FILLING = Duration.ofSeconds(30);
    private static final double MOST_CORES = 0.02;

    /** In a time in which one call of 5 MiB weighs. */
    private static final double MOST_CORES_IN_SECONDS = 0.06;

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration EACH_REWRITE = Duration.ofSeconds(8);
    private static final int MOST_MOVED_A_SECOND = 100;

    /** How far the shown age may be from the true one: the time that the reader of the journal needs. */
    private static final double AGE_TOLERANCE = 3;

    @Override
    public void play(Stage stage, Scale scale) throws IOException {
        stage.start();
        stage.awaitServing(scale.perSecond());
        stage.kinesis().play(Script.NORMAL.rejecting((number, shard) -> CODE));
        long begin = System.nanoTime();
        FaultSignals signals = new FaultSignals(stage, EXPECTED);
        signals.expectShown();
        fillTheWindow(stage, scale);
        expectQuiet(stage, scale.fault());
        double age = stage.metrics().sum(AGE);
        double truth = (System.nanoTime() - begin) * 1e-9;
        stage.outcome().say("oldest event: %.1f s by the metric, rejected since %.1f s", age, truth);
        stage.outcome()
                .expect(age >= truth - AGE_TOLERANCE, "the oldest event's age is %.1f s, not %.1f s", age, truth);
        stage.kinesis().play(Script.NORMAL);
        signals.expectGone();
        stage.settle(Duration.ofSeconds(60));
    }

    private static void fillTheWindow(Stage stage, Scale scale) {
        stage.driver().shape(TrackedRequest::large);
        stage.driver().rate(scale.perSecond());
        int enough = stage.ledger().noted() + LARGE_EVENTS;
        boolean filled = Await.until(FILLING, () -> stage.ledger().noted() >= enough);
        stage.driver().rest();
        stage.driver().shape(TrackedRequest::small);
        Tally during = stage.phase("every record rejected");
        stage.outcome().expectMostlyAnswered("known programs", during);
        stage.outcome().expect(filled, "fewer than %d events in %s", LARGE_EVENTS, FILLING);
    }

    /** Nobody asks anything for a time: the stuck events cost little. What the JIT does then is the load's cost. */
    private static void expectQuiet(Stage stage, Duration time) throws IOException {
        awaitEachTriedOnce(stage, time);
        CpuClock clock = new CpuClock(stage.service().pid());
        double moved = stage.metrics().sum(MOVED);
        long start = System.nanoTime();
        double before = withoutCompiler(clock);
        Await.pass(time);
        double cores = (withoutCompiler(clock) - before) / ((System.nanoTime() - start) * 1e-9);
        double again = (stage.metrics().sum(MOVED) - moved) / ((System.nanoTime() - start) * 1e-9);
        stage.outcome()
                .say(
                        "without traffic: %.1f %% of a core, JIT excluded, %.0f events a second rewritten",
                        100 * cores, again);
        double most = time.compareTo(LONG) < 0 ? MOST_CORES_IN_SECONDS : MOST_CORES;
        stage.outcome().expect(cores <= most, "%.1f %% of a core without traffic", 100 * cores);
        stage.outcome().expect(again <= MOST_MOVED_A_SECOND, "%.0f events a second are rewritten", again);
    }

    /** Events behind a full window are sent once each, for which others are rewritten. */
    private static void awaitEachTriedOnce(Stage stage, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        double before = -1;
        double now = stage.metrics().sum(MOVED);
        while (now > before && System.nanoTime() < end) {
            before = now;
            Await.pass(limit.compareTo(EACH_REWRITE) < 0 ? limit : EACH_REWRITE);
            now = stage.metrics().sum(MOVED);
        }
    }

    private static double withoutCompiler(CpuClock clock) throws IOException {
        return clock.seconds() - clock.compilerSeconds();
    }
}
