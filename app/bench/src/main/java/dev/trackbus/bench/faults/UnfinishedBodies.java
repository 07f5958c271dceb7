package dev.trackbus.bench.faults;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * Row 37: thousands of requests send 60 KB of their body and never the end. What the service keeps of them is bounded in
 * bytes: the heap of 256 MiB does not fill, the process lives, and other clients are served.
 */
final class UnfinishedBodies implements Scenario {
    private static final int AT_A_TIME = 4_000;
    private static final int LOOKS = 3;
    private static final Duration EACH = Duration.ofMillis(50);
    private static final double SERVED = 0.8;

    /** Half of the heap: the service holds an eighth of it in bodies, each byte of which takes up to four. */
    private static final long HELD_KIB = 128 << 10;

    private final boolean http2;
    private final Map<Integer, Integer> answers = new TreeMap<>();

    /** @param http2 whether they are streams of HTTP/2, otherwise connections of HTTP/1 */
    UnfinishedBodies(boolean http2) {
        this.http2 = http2;
    }

    @Override
    public void play(Stage stage, Scale scale) {
        stage.jvm(Stage.usualJvm() + " -XX:+ExitOnOutOfMemoryError").start();
        stage.awaitServing(scale.perSecond());
        ProcessFigures base = stage.base();
        stage.driver().nextPhase();
        try (UnfinishedRequests attack = attack(stage)) {
            for (int look = 1; look <= LOOKS && lives(stage); look++) {
                ask(stage, scale.fault().dividedBy(LOOKS));
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

    private UnfinishedRequests attack(Stage stage) {
        return http2
                ? new UnfinishedHttp2(stage.vertx(), stage.httpPort(), AT_A_TIME)
                : new UnfinishedHttp1(stage.vertx(), stage.httpPort(), AT_A_TIME);
    }

    /** Asks one after the other until the next look at the heap, which stops the service for a moment. */
    private void ask(Stage stage, Duration time) {
        Await.until(time, EACH, () -> {
            TrackingProbe answer = TrackingProbe.of(stage.service().uri(), "212313");
            answers.merge(answer.status(), 1, Integer::sum);
            return !lives(stage);
        });
    }

    private static boolean lives(Stage stage) {
        return !stage.service().exit().isDone();
    }

    private static void expectSmall(Stage stage, UnfinishedRequests attack, ProcessFigures base) {
        if (lives(stage)) {
            ProcessFigures now = stage.figures();
            long most = base.heapKib() + HELD_KIB;
            stage.outcome()
                    .say("%d begun, %d ended by the service; %s, before %s", attack.begun(), attack.ended(), now, base);
            stage.outcome().expect(now.heapKib() <= most, "grew from %s to %s", base, now);
        }
    }

    private void expectServed(Stage stage) {
        Tally during = stage.phase("unfinished bodies");
        int all = answers.values().stream().mapToInt(it -> it).sum();
        stage.outcome().say("others, one after the other: %s", answers);
        stage.outcome().expect(during.onlyRefusedAsPromised(), "others got other answers than 200 and 503: %s", during);
        stage.outcome().expect(answers.getOrDefault(200, 0) >= SERVED * all, "others are not served: %s", answers);
    }
}
