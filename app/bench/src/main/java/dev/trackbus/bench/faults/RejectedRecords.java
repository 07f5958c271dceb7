package dev.trackbus.bench.faults;

import dev.trackbus.bench.CpuClock;
import dev.trackbus.kinesis.stub.Script;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

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

    /** More than the window of 50,000. */
    private static final int WAITING = 60_000;

    private static final Duration LOAD = Duration.ofSeconds(2);

    /** Share of a core that stuck events may cost beyond what the service costs without events. */
    private static final double MOST_CORES = 0.02;

    /** The same for a time so short that one call weighs. */
    private static final double MOST_CORES_IN_SECONDS = 0.06;

    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration EACH_REWRITE = Duration.ofSeconds(8);
    private static final int MOST_MOVED_A_SECOND = 100;

    /** How far the shown age may be from the true one: the time that the reader of the journal needs. */
    private static final double AGE_TOLERANCE = 3;

    @Override
    public void play(Stage stage, Scale scale) throws IOException {
        Instant begin = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        WrittenBacklog.write(stage, WAITING, begin);
        stage.kinesis().play(Script.NORMAL.rejecting((number, shard) -> CODE));
        stage.start();
        FaultSignals signals = new FaultSignals(stage, EXPECTED);
        signals.expectShown();
        stage.awaitServing(scale.perSecond());
        stage.outcome()
                .expectMostlyAnswered(
                        "beside rejected records", stage.load("every record rejected", scale.perSecond(), LOAD));
        stage.driver().rest();
        double stuck = coresOfStuckEvents(stage, scale.fault());
        double age = stage.metrics().sum(AGE);
        double truth = Duration.between(begin, Instant.now()).toMillis() / 1_000.0;
        stage.outcome().say("oldest event: %.1f s by the metric, accepted %.1f s ago", age, truth);
        stage.outcome()
                .expect(age >= truth - AGE_TOLERANCE, "the oldest event's age is %.1f s, not %.1f s", age, truth);
        stage.kinesis().play(Script.NORMAL);
        signals.expectGone();
        stage.settle(Duration.ofSeconds(60));
        expectCheap(stage, scale.fault(), stuck);
    }

    /** Returns the share of a core that is used without traffic while every event is stuck. */
    private static double coresOfStuckEvents(Stage stage, Duration time) throws IOException {
        awaitEachTriedOnce(stage, time);
        double moved = stage.metrics().sum(MOVED);
        long start = System.nanoTime();
        double cores = coresWithoutTraffic(stage, time);
        double again = (stage.metrics().sum(MOVED) - moved) / ((System.nanoTime() - start) * 1e-9);
        stage.outcome().expect(again <= MOST_MOVED_A_SECOND, "%.0f events a second are rewritten", again);
        stage.outcome().say("without traffic: %.0f events a second rewritten", again);
        return cores;
    }

    /** Compares with the same process once it has no event left. */
    private static void expectCheap(Stage stage, Duration time, double stuck) throws IOException {
        double idle = coresWithoutTraffic(stage, time);
        String text = String.format(
                Locale.ROOT, "%.1f %% of a core while stuck, %.1f %% without events", 100 * stuck, 100 * idle);
        double most = time.compareTo(LONG) < 0 ? MOST_CORES_IN_SECONDS : MOST_CORES;
        stage.outcome().say("without traffic, JIT excluded: %s", text);
        stage.outcome().expect(stuck - idle <= most, "stuck events cost too much: %s", text);
    }

    /** The JIT's work is left out: it is caused by the load before. */
    private static double coresWithoutTraffic(Stage stage, Duration time) throws IOException {
        CpuClock clock = new CpuClock(stage.service().pid());
        long start = System.nanoTime();
        double before = withoutCompiler(clock);
        Await.pass(time);
        return (withoutCompiler(clock) - before) / ((System.nanoTime() - start) * 1e-9);
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
