package dev.trackbus.bench.faults;

import java.time.Duration;

/**
 * Row 37: thousands of requests send 60 KB of their body and never the end. What the service keeps of them is bounded in
 * bytes: the heap of 256 MiB does not fill, the process lives, and other clients are served.
 *
 * @param http2 whether they are streams of HTTP/2, otherwise connections of HTTP/1
 */
record UnfinishedBodies(boolean http2) implements Scenario {
    private static final int AT_A_TIME = 4_000;
    private static final int LOOKS = 3;
    private static final double SERVED = 0.9;

    @Override
    public void play(Stage stage, Scale scale) {
        stage.jvm(Stage.usualJvm() + " -XX:+ExitOnOutOfMemoryError").start();
        stage.warmUp(scale.perSecond());
        ProcessFigures base = stage.base();
        stage.driver().nextPhase();
        try (UnfinishedRequests attack = stage.unfinished(http2, AT_A_TIME)) {
            for (int look = 1; look <= LOOKS && lives(stage); look++) {
                Await.pass(scale.fault().dividedBy(LOOKS));
                expectSmall(stage, attack, base);
            }
        }
        stage.outcome()
                .expect(
                        lives(stage),
                        "the process has ended: %s",
                        stage.service().exit());
        expectServed(stage);
        if (lives(stage)) {
            stage.settle(Duration.ofSeconds(15));
            stage.expectBackAt(base);
        }
    }

    private static boolean lives(Stage stage) {
        return !stage.service().exit().isDone();
    }

    private static void expectSmall(Stage stage, UnfinishedRequests attack, ProcessFigures base) {
        if (lives(stage)) {
            ProcessFigures now = stage.figures();
            stage.outcome()
                    .say("%d begun, %d ended by the service; %s, before %s", attack.begun(), attack.ended(), now, base);
            stage.outcome().expect(now.isAsSmallAs(base), "grew from %s to %s", base, now);
        }
    }

    private static void expectServed(Stage stage) {
        Tally during = stage.phase("unfinished bodies");
        int others = during.otherOutcomes().values().stream().mapToInt(it -> it).sum();
        int answers = during.answers().count();
        stage.outcome().expect(during.onlyRefusedAsPromised(), "others got other answers than 200 and 503: %s", during);
        stage.outcome().expect(answers >= SERVED * (answers + others), "others are not served: %s", during);
    }
}
