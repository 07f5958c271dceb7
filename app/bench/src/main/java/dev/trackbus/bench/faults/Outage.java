package dev.trackbus.bench.faults;

import java.time.Duration;

/** Row 11: Kinesis can't be reached for minutes, under load. */
final class Outage implements Scenario {
    @Override
    public void play(Stage stage, Scale scale) {
        stage.with("JOURNAL_MAX_BYTES", "8GiB").start();
        stage.warmUp(scale.perSecond());
        Tally before = stage.load("before", scale.perSecond(), scale.fault().dividedBy(5));
        ProcessFigures base = stage.base();
        stage.cutOff();
        long written = JournalFiles.bytes(stage.journal());
        Tally during = stage.load("down", scale.perSecond(), scale.fault());
        ProcessFigures then = stage.figuresBeside(base);
        long more = JournalFiles.bytes(stage.journal()) - written;
        int below = stage.ledger().ids();
        stage.network().pass();
        boolean drained = stage.awaitDelivered(scale.fault().plusSeconds(5));
        Tally after = stage.phase("drained beside live traffic, " + below + " requests so far");
        Outcome outcome = stage.outcome();
        outcome.say("before %s; at the end of the outage %s", base, then);
        outcome.say(
                "journal grew by %d bytes an event",
                more / Math.max(1, during.answers().count()));
        outcome.expect(drained, "the backlog takes longer than the outage of %s did", scale.fault());
        outcome.expectUnaffected("down", before, during);
        outcome.expectUnaffected("draining", before, after);
        outcome.expect(then.isAsSmallAs(base), "grew from %s to %s", base, then);
        Findings found = stage.settle(Duration.ofSeconds(30));
        outcome.expect(found.duplicates() <= 2_000, "%d duplicates, in flight were 2000", found.duplicates());
        stage.expectBackAt(base);
    }
}
