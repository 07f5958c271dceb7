package dev.trackbus.bench.faults;

import dev.trackbus.local.TrackbusProcess;
import java.time.Duration;

/** Row 7: a heap that is too small for what comes. The process exits, and the next one ships what was promised. */
final class OutOfMemory implements Scenario {
    private static final Duration DYING = Duration.ofSeconds(60);
    private static final int CROWD = 4_000;
    private static final int EXITS = 3;

    @Override
    public void play(Stage stage, Scale scale) {
        for (int round = 1; round <= scale.rounds(); round++) {
            stage.jvm("-Xmx44m -XX:+ExitOnOutOfMemoryError").start();
            stage.driver().shape(TrackedRequest::small);
            stage.load("round " + round, scale.perSecond() / 10, Duration.ofSeconds(2));
            die(stage, scale);
            stage.jvm(Stage.usualJvm()).start();
            stage.outcome().expect(stage.awaitDelivered(DYING), "round %d: not delivered in %s", round, DYING);
            stage.outcome().round();
            if (round < scale.rounds()) {
                stage.service().kill();
            }
        }
        stage.settle(Duration.ofSeconds(30));
    }

    private static void die(Stage stage, Scale scale) {
        stage.cutOff();
        TrackbusProcess dying = stage.service();
        Driver crowd = stage.driver(CROWD);
        crowd.shape(TrackedRequest::large);
        crowd.rate(scale.perSecond());
        boolean ended = Await.until(DYING, () -> dying.exit().isDone());
        crowd.rest();
        stage.driver().rest();
        stage.outcome().phase("until the end", crowd.nextPhase());
        crowd.close();
        stage.outcome().expect(ended, "still runs after %s", DYING);
        if (ended) {
            int code = dying.exit().join();
            stage.outcome().expect(code == EXITS, "exit code %d", code);
        }
        dying.kill();
        stage.network().pass();
    }
}
