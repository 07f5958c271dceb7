package dev.trackbus.bench.faults;

import java.io.IOException;
import java.time.Duration;

/** Row 10 and 28: the disk takes no write for a time. Event loops go on, requests are refused within their deadline. */
final class FrozenDisk implements Scenario {
    private static final long MOST_BLOCKED_MILLIS = 200;
    private static final double DEADLINE_MILLIS = 1_100;

    @Override
    public void play(Stage stage, Scale scale) throws IOException {
        try (Mount disk = Mount.ext4(stage.folder().resolve("disk"), 512)) {
            stage.with("JOURNAL_DIR", disk.point().resolve("journal").toString())
                    .with("JOURNAL_MAX_BYTES", "128MiB")
                    .start();
            stage.warmUp(scale.perSecond());
            for (int round = 1; round <= scale.rounds(); round++) {
                freeze(stage, scale, disk);
                stage.outcome().round();
            }
            stage.settle(Duration.ofSeconds(30));
            stage.service().kill();
        }
    }

    private static void freeze(Stage stage, Scale scale, Mount disk) throws IOException {
        stage.driver().rate(scale.perSecond());
        long usual = slowestLive(stage, scale.fault());
        stage.phase("before");
        disk.freeze();
        long slowest;
        try {
            slowest = slowestLive(stage, scale.fault());
        } finally {
            disk.thaw();
        }
        Tally during = stage.phase("frozen");
        Outcome outcome = stage.outcome();
        outcome.say(
                "/health/live took at most %d ms, %d ms before; a refusal %.1f ms",
                slowest, usual, during.refusals().millis(1));
        outcome.expect(
                slowest <= Math.max(MOST_BLOCKED_MILLIS, 2 * usual) + 3 * during.stallMillis(),
                "an event loop was blocked for %d ms",
                slowest);
        outcome.expectPromptRefusals("frozen", during, DEADLINE_MILLIS);
        Await.pass(Duration.ofSeconds(2));
        stage.phase("thawing");
        outcome.expect(
                stage.load("thawed", scale.perSecond(), Duration.ofSeconds(3)).allWell(), "not well again");
    }

    private static long slowestLive(Stage stage, Duration time) {
        long slowest = 0;
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            slowest = Math.max(slowest, Health.live(stage.service().uri()).millis());
            Await.pass(Duration.ofMillis(20));
        }
        return slowest;
    }
}
