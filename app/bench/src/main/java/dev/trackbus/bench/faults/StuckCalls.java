package dev.trackbus.bench.faults;

import dev.trackbus.kinesis.stub.Fault;
import dev.trackbus.kinesis.stub.Script;
import java.time.Duration;

/**
 * Row 28: every call to Kinesis hangs, so all senders' threads are blocked, the window of unconfirmed events fills, then
 * the journal. Requests are answered until it is full and refused within the deadline then.
 */
final class StuckCalls implements Scenario {
    private static final Duration FILLING = Duration.ofSeconds(90);
    private static final double DEADLINE_MILLIS = 1_100;

    @Override
    public void play(Stage stage, Scale scale) {
        stage.with("SENDERS", "1").with("JOURNAL_MAX_BYTES", "64MiB").start();
        stage.warmUp(scale.perSecond());
        stage.kinesis().play(Script.NORMAL.failing(Fault.hang()));
        Outcome outcome = stage.outcome();
        Tally window = stage.load("window filling", scale.perSecond(), scale.fault());
        outcome.expect(window.allWell(), "not all was answered: %s", window);
        stage.driver().shape(TrackedRequest::large);
        boolean full =
                Await.until(FILLING, () -> stage.driver().phase().refusals().count() > scale.perSecond());
        stage.phase("journal filling");
        outcome.expect(full, "not full within %s", FILLING);
        stage.driver().shape(TrackedRequest::small);
        Tally during = stage.load("full", scale.perSecond(), Duration.ofSeconds(5));
        outcome.say("refused: p99 %.1f ms", during.refusals().p99());
        outcome.expectPromptRefusals("full", during, DEADLINE_MILLIS);
        stage.driver().rest();
        stage.kinesis().play(Script.NORMAL);
        boolean well = Await.until(Duration.ofSeconds(15), () -> stage.driver().sendOne());
        outcome.expect(well, "takes no events 15 s after Kinesis is well");
        stage.phase("well again");
        Findings found = stage.settle(Duration.ofSeconds(60));
        outcome.expect(found.duplicates() == 0, "%d duplicates", found.duplicates());
    }
}
