package dev.trackbus.bench.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;

/** Row 9: the file system under the journal breaks, and another one is read-only at the start. */
final class FailingDisk implements Scenario {
    private static final int WRONG_SETTINGS = 78;

    @Override
    public void play(Stage stage, Scale scale) throws IOException {
        try (Mount disk = Mount.ext4(stage.folder().resolve("disk"), 256)) {
            stage.with("JOURNAL_DIR", disk.point().resolve("journal").toString())
                    .with("JOURNAL_MAX_BYTES", "64MiB")
                    .start();
            stage.warmUp(scale.perSecond());
            disk.remount("abort");
            RefusedFiles.expectRefusals(stage, scale, "file system broken");
            stage.service().kill();
        }
        try (Mount disk = Mount.tmpfs(stage.folder().resolve("other"), "64m")) {
            expectNoStart(stage, disk);
        }
        try (Mount disk = Mount.again(stage.folder().resolve("disk"))) {
            stage.with("JOURNAL_DIR", disk.point().resolve("journal").toString())
                    .start();
            stage.settle(Duration.ofSeconds(30));
            stage.service().kill();
        }
    }

    private static void expectNoStart(Stage stage, Mount disk) throws IOException {
        disk.remount("ro");
        stage.with("JOURNAL_DIR", disk.point().resolve("journal").toString());
        int code = stage.launch().awaitExit(Duration.ofSeconds(30));
        boolean named = Files.readString(stage.log()).contains("JOURNAL_DIR");
        stage.outcome().say("start on a read-only directory: exit code %d", code);
        stage.outcome()
                .expect(code == WRONG_SETTINGS && named, "start on a read-only directory: %d, named %s", code, named);
    }
}
