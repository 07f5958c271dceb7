package dev.trackbus.bench.faults;

import java.time.Duration;

/** Row 1 with a backlog of 1 GB: killed, it is ready again within 5 s, its memory flat, and ships everything. */
final class LargeBacklog implements Scenario {
    private static final long BACKLOG = 1L << 30;
    private static final Duration FILLING = Duration.ofMinutes(15);

    @Override
    public void play(Stage stage, Scale scale) {
        stage.with("JOURNAL_MAX_BYTES", "8GiB").start();
        stage.warmUp(scale.perSecond());
        ProcessFigures base = stage.base();
        stage.cutOff();
        stage.driver().shape(TrackedRequest::large);
        stage.driver().rate(scale.perSecond());
        Outcome outcome = stage.outcome();
        boolean filled =
                Await.until(FILLING, Duration.ofSeconds(1), () -> JournalFiles.bytes(stage.journal()) > BACKLOG);
        Tally during = stage.phase("filling");
        outcome.expect(filled && during.onlyRefusedAsPromised(), "no backlog of %d bytes: %s", BACKLOG, during);
        stage.driver().rest();
        stage.service().kill();
        stage.expectQuick(stage.start());
        stage.driver().shape(TrackedRequest::small);
        stage.load("beside the backlog", scale.perSecond(), Duration.ofSeconds(5));
        ProcessFigures then = stage.figuresBeside(base);
        outcome.say("without a backlog %s, with it %s", base, then);
        outcome.expect(then.isAsSmallAs(base), "grew from %s to %s", base, then);
        stage.network().pass();
        stage.settle(Duration.ofMinutes(5));
    }
}
