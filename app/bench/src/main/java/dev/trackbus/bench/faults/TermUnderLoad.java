package dev.trackbus.bench.faults;

import java.time.Duration;

/**
 * Row 4: SIGTERM under load while Kinesis is well: exit 0, nothing lost, nothing doubled. In every other round the load
 * ends within the grace, as a balancer ends it that sees the readiness: then every request is answered. In the others it
 * goes on beyond the end.
 */
final class TermUnderLoad implements Scenario {
    private static final Duration GRACE = Duration.ofSeconds(2);
    private static final Duration LIMIT = GRACE.plusSeconds(10 + 12);

    @Override
    public void play(Stage stage, Scale scale) {
        stage.with("STOP_GRACE", GRACE.toSeconds() + "s");
        for (int round = 1; round <= scale.rounds(); round++) {
            stage.start();
            stage.warmUp(scale.perSecond());
            terminate(stage, round % 2 == 1);
            stage.outcome().round();
        }
        stage.driver().rest();
        Findings before = stage.judge().findings();
        stage.outcome().expect(before.missing().isEmpty(), "%s left behind with exit code 0", before.missing());
        stage.start();
        Findings found = stage.settle(Duration.ofSeconds(10));
        stage.outcome().expect(found.duplicates() == 0, "%d duplicates", found.duplicates());
    }

    private static void terminate(Stage stage, boolean balanced) {
        long start = System.nanoTime();
        stage.service().terminate();
        Outcome outcome = stage.outcome();
        boolean withdrawn = Await.until(
                GRACE.dividedBy(2), () -> Health.ready(stage.service().uri()).status() == 503);
        outcome.expect(withdrawn, "not reported as not ready at once");
        if (balanced) {
            stage.driver().rest();
        }
        int code = stage.service().awaitExit(LIMIT);
        Tally during = stage.phase(balanced ? "until the balancer noticed" : "until the end");
        outcome.say(
                "exit code %d after %d ms",
                code, Duration.ofNanos(System.nanoTime() - start).toMillis());
        outcome.expect(code == 0, "exit code %d", code);
        outcome.expect(!balanced || during.allWell(), "requests within the grace were not answered: %s", during);
    }
}
