package dev.trackbus.bench.faults;

import dev.trackbus.kinesis.stub.Script;
import java.time.Duration;
import java.util.List;

/**
 * Rows 12, 14, 17 and 19: Kinesis answers badly in one way after the other, under load, and requests are answered as ever.
 *
 * @param steps          the ways, each for its share of the time
 * @param mostDuplicates how many events may stand on the stream twice
 */
record ScriptedFault(List<Step> steps, int mostDuplicates) implements Scenario {
    private static final int MOST_FAILING_CALLS_A_SECOND = 60;
    private static final Duration BEFORE = Duration.ofSeconds(3);

    /**
     * One way of answering.
     *
     * @param name   for people
     * @param script what the stub does
     * @param says   a word that health shows meanwhile; empty where it need not be degraded
     */
    record Step(String name, Script script, String says) {}

    @Override
    public void play(Stage stage, Scale scale) {
        stage.start();
        stage.warmUp(scale.perSecond());
        Tally before = stage.load("before", scale.perSecond(), BEFORE);
        ProcessFigures base = stage.base();
        for (Step step : steps) {
            stage.outcome().round();
            play(stage, step, scale, before);
        }
        stage.kinesis().play(Script.NORMAL);
        stage.outcome()
                .expect(
                        stage.awaitDelivered(scale.fault().plusSeconds(15)),
                        "the backlog takes longer than the fault of %s did",
                        scale.fault());
        Findings found = stage.settle(Duration.ofSeconds(15));
        stage.outcome()
                .expect(
                        found.duplicates() <= mostDuplicates,
                        "%d duplicates, at most %d are due",
                        found.duplicates(),
                        mostDuplicates);
        stage.expectBackAt(base);
    }

    private void play(Stage stage, Step step, Scale scale, Tally before) {
        Duration share = scale.fault().dividedBy(steps.size());
        stage.kinesis().play(step.script);
        long calls = stage.kinesis().calls();
        Tally during = stage.load(step.name, scale.perSecond(), share);
        long perSecond = (stage.kinesis().calls() - calls) * 1_000 / share.toMillis();
        Health health = Health.ready(stage.service().uri());
        Outcome outcome = stage.outcome();
        outcome.expectUnaffected(step.name, before, during);
        if (!step.says.isEmpty()) {
            outcome.expect(health.isDegraded(step.says), "%s: health does not say so: %s", step.name, health);
            outcome.expect(
                    perSecond <= MOST_FAILING_CALLS_A_SECOND,
                    "%s: %d calls a second: no back-off",
                    step.name,
                    perSecond);
        }
    }
}
