package dev.trackbus.bench.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Row 8: the disk under the journal is full. First something else frees space while Kinesis is still down, then Kinesis
 * comes back: each time it takes events again by itself.
 */
final class FullDisk implements Scenario {
    private static final Duration FILLING = Duration.ofSeconds(60);
    private static final Duration HEALING = Duration.ofSeconds(10);
    private static final double DEADLINE_MILLIS = 1_100;
    private static final int FILLER = 12 << 20;

    @Override
    public void play(Stage stage, Scale scale) throws IOException {
        try (Mount disk = Mount.tmpfs(stage.folder().resolve("disk"), "64m")) {
            stage.with("JOURNAL_DIR", disk.point().resolve("journal").toString())
                    .with("JOURNAL_MAX_BYTES", "1GiB")
                    .start();
            stage.warmUp(scale.perSecond());
            Path filler = Files.write(disk.point().resolve("filler"), new byte[FILLER]);
            stage.cutOff();
            fill(stage, scale);
            Files.delete(filler);
            expectAnswers(stage, "with space freed by another");
            fill(stage, scale);
            stage.network().pass();
            expectAnswers(stage, "with Kinesis back");
            stage.settle(Duration.ofSeconds(60));
            stage.service().kill();
        }
    }

    private static void fill(Stage stage, Scale scale) {
        stage.driver().shape(TrackedRequest::large);
        stage.driver().rate(scale.perSecond());
        boolean full =
                Await.until(FILLING, () -> stage.driver().phase().refusals().count() > scale.perSecond());
        stage.phase("filling");
        stage.outcome().expect(full, "not full within %s", FILLING);
        Tally during = stage.load("full", scale.perSecond(), scale.fault());
        Health health = Health.ready(stage.service().uri());
        Outcome outcome = stage.outcome();
        outcome.say("refused: p99 %.1f ms; health: %s", during.refusals().p99(), health.body());
        outcome.expectPromptRefusals("full", during, DEADLINE_MILLIS);
        outcome.expect(health.isDegraded("journal"), "health does not say so: %s", health);
        stage.driver().rest();
        stage.driver().nextPhase();
    }

    private static void expectAnswers(Stage stage, String when) {
        stage.driver().shape(TrackedRequest::small);
        long start = System.nanoTime();
        boolean well = Await.until(HEALING, () -> stage.driver().sendOne());
        stage.outcome()
                .say(
                        "%s: %d ms",
                        when, Duration.ofNanos(System.nanoTime() - start).toMillis());
        stage.outcome().expect(well, "%s: takes no events after %s", when, HEALING);
        stage.phase(when);
    }
}
