package dev.trackbus.bench.faults;

import dev.trackbus.local.TrackbusProcess;
import java.time.Duration;

/** Row 5: SIGTERM while Kinesis is down: exit 75, and the next start, or another instance beside it, ships the rest. */
final class TermWhileDown implements Scenario {
    private static final Duration LIMIT = Duration.ofSeconds(10 + 12);
    private static final Duration ADOPTION = Duration.ofSeconds(90);

    private final boolean beside;

    /** @param beside whether another instance ships the rest, not the next start */
    TermWhileDown(boolean beside) {
        this.beside = beside;
    }

    @Override
    public void play(Stage stage, Scale scale) {
        stage.with("DRAIN_TIMEOUT", "5s").start();
        stage.warmUp(scale.perSecond());
        if (beside) {
            try (TrackbusProcess other = stage.startBeside()) {
                stage.outcome()
                        .say(
                                "process %d beside %d",
                                other.pid(), stage.service().pid());
                stop(stage, scale);
                stage.network().pass();
                boolean shipped = stage.awaitDelivered(ADOPTION);
                stage.outcome().expect(shipped, "the other instance has not shipped the rest within %s", ADOPTION);
            }
        } else {
            stop(stage, scale);
            stage.network().pass();
        }
        stage.start();
        Findings found = stage.settle(Duration.ofSeconds(30));
        stage.outcome().expect(found.duplicates() <= 2_000, "%d duplicates, in flight were 2000", found.duplicates());
    }

    private static void stop(Stage stage, Scale scale) {
        stage.cutOff();
        stage.load("down", scale.perSecond(), Duration.ofSeconds(5));
        stage.service().terminate();
        int code = stage.service().awaitExit(LIMIT);
        stage.phase("until the end");
        stage.driver().rest();
        stage.outcome().expect(code == 75, "exit code %d", code);
        stage.judge().read();
        int left = stage.judge().missing(stage.ledger().ids(), id -> true).size();
        stage.outcome().say("exit code %d, %d events left behind", code, left);
        stage.outcome().expect(left > 0, "nothing was left behind: the fault was none");
    }
}
