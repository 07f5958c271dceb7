package dev.trackbus.bench.faults;

import dev.trackbus.kinesis.stub.Script;
import java.time.Duration;
import java.util.Random;

/** Row 3: with a backlog, kill -9 three times while it starts, then let it start: the same as one kill. */
final class KillInRecovery implements Scenario {
    private static final int KILLS = 3;

    @Override
    public void play(Stage stage, Scale scale) {
        Random random = new Random();
        stage.with("JOURNAL_MAX_BYTES", "256MiB").start();
        for (int round = 1; round <= scale.rounds(); round++) {
            stage.cutOff();
            stage.load("round " + round + ", backlog", scale.perSecond(), Duration.ofSeconds(3));
            stage.service().kill();
            stage.driver().rest();
            for (int kill = 0; kill < KILLS; kill++) {
                stage.launch();
                Await.pass(Duration.ofMillis(300 + random.nextInt(1_500)));
                stage.service().kill();
            }
            stage.network().pass();
            stage.kinesis().play(Script.NORMAL);
            stage.start();
            stage.outcome()
                    .expect(stage.awaitDelivered(Duration.ofSeconds(30)), "round %d: not delivered in 30 s", round);
            stage.outcome().round();
        }
        Findings found = stage.settle(Duration.ofSeconds(30));
        stage.outcome()
                .expect(
                        found.duplicates() <= 50_000L * KILLS * scale.rounds(),
                        "%d duplicates: more than the windows",
                        found.duplicates());
    }
}
