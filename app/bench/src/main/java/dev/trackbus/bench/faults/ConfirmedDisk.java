package dev.trackbus.bench.faults;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** Row 39: the disk is full, and Kinesis has confirmed every event on it. The next event is accepted. */
final class ConfirmedDisk implements Scenario {
    private static final Duration FILLING = Duration.ofSeconds(60);
    private static final Duration SHIPPING = Duration.ofSeconds(60);
    private static final int PAGE = 4_096;
    private static final Duration REMOVAL = Duration.ofMillis(300);
    private static final String WAITING = "trackbus_kinesis_buffer_records";

    @Override
    public void play(Stage stage, Scale scale) throws IOException {
        try (Mount disk = Mount.tmpfs(stage.folder().resolve("disk"), "48m")) {
            stage.with("JOURNAL_DIR", disk.point().resolve("journal").toString())
                    .with("JOURNAL_MAX_BYTES", "1GiB")
                    .start();
            stage.warmUp(scale.perSecond());
            for (int round = 1; round <= scale.rounds(); round++) {
                fill(stage, scale);
                Path filler = fillTheRest(disk.point());
                stage.network().pass();
                boolean confirmed = Await.until(SHIPPING, () -> stage.metrics().sum(WAITING) == 0);
                stage.outcome().expect(confirmed, "events wait after %s", SHIPPING);
                Await.pass(REMOVAL);
                boolean accepted = stage.driver().sendOne();
                Tally next = stage.phase("all confirmed");
                stage.outcome().expect(accepted, "the next event is not accepted: %s", next);
                Files.delete(filler);
                stage.outcome().round();
            }
            stage.settle(Duration.ofSeconds(30));
            stage.service().kill();
        }
    }

    /** Takes what is left of the disk, so that only the removal of confirmed events gives room. */
    private static Path fillTheRest(Path disk) throws IOException {
        Path filler = disk.resolve("filler");
        try (OutputStream out = Files.newOutputStream(filler)) {
            while (true) {
                out.write(new byte[PAGE]);
            }
        } catch (IOException full) {
            return filler;
        }
    }

    private static void fill(Stage stage, Scale scale) {
        stage.cutOff();
        stage.driver().shape(TrackedRequest::large);
        stage.driver().rate(scale.perSecond());
        boolean full =
                Await.until(FILLING, () -> stage.driver().phase().refusals().count() > 0);
        stage.driver().rest();
        Tally during = stage.phase("filling");
        stage.outcome().expect(full, "not full within %s", FILLING);
        stage.outcome().expect(during.onlyRefusedAsPromised(), "other answers than 200 and 503: %s", during);
    }
}
