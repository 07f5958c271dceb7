package dev.trackbus.bench.faults;

import java.io.IOException;
import java.time.Duration;

/**
 * Row 27: ten times the load that it can serve. So that this machine can offer that beside it, the service gets a small
 * share of one core, as in a small container.
 */
final class Overload implements Scenario {
    private static final int FACTOR = 10;
    private static final double SHARE = 0.1;

    /** So few at a time that nothing is shed: as fast as answers come. */
    private static final int PROBE_CONNECTIONS = 8;

    private static final int PROBE_PER_SECOND = 5_000;
    private static final Duration RECOVERY = Duration.ofSeconds(1);
    private static final int CONNECTIONS = 1_000;
    private static final double BOUND_MILLIS = 3_000;
    private static final double CALM_MILLIS = 500;

    @Override
    public void play(Stage stage, Scale scale) throws IOException {
        stage.start();
        stage.warmUp(1_000);
        stage.warmUp(1_000);
        try (CpuQuota quota = new CpuQuota(SHARE)) {
            quota.confine(stage.service().pid());
            overload(stage, scale);
            stage.service().kill();
            Await.pass(Duration.ofMillis(500));
        }
    }

    private static void overload(Stage stage, Scale scale) {
        Outcome outcome = stage.outcome();
        stage.driver().rest();
        int capacity = Capacity.of(stage, PROBE_PER_SECOND, PROBE_CONNECTIONS);
        outcome.say("serves %d a second; now %d are sent", capacity, FACTOR * capacity);
        Driver crowd = stage.driver(CONNECTIONS);
        crowd.rate(FACTOR * capacity);
        Await.pass(scale.fault());
        Tally during = outcome.phase("overload", crowd.nextPhase());
        crowd.rest();
        crowd.close();
        outcome.say(
                "refused %d, p99 %.1f ms",
                during.refusals().count(), during.refusals().p99());
        outcome.expect(during.refusals().count() > 0, "nothing was shed");
        outcome.expectPromptRefusals("overload", during, BOUND_MILLIS);
        outcome.expect(
                during.isPrompt(during.answers(), BOUND_MILLIS),
                "answers take %.1f ms",
                during.answers().p99());
        Await.pass(RECOVERY);
        Tally after = stage.load("afterwards", Math.max(1, capacity / 4), Duration.ofSeconds(5));
        outcome.expect(
                after.allWell() && after.isPrompt(after.answers(), CALM_MILLIS), "does not recover at once: %s", after);
        stage.settle(Duration.ofSeconds(60));
    }
}
