package dev.trackbus.bench.faults;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Row 40: Kinesis is down and the backlog is older than a day, by the clock that libfaketime gives the second process. New
 * events are accepted as long as there is room.
 */
final class OldBacklog implements Scenario {
    private static final List<Path> LIBRARIES = List.of(
            Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1"),
            Path.of("/usr/lib/aarch64-linux-gnu/faketime/libfaketimeMT.so.1"));
    private static final String AGE = "trackbus_kinesis_oldest_age_seconds";
    private static final Duration READ = Duration.ofSeconds(20);
    private static final long A_DAY = Duration.ofDays(1).toSeconds();
    private static final int PROBES = 20;

    /** Whether the library that moves the clock is installed. */
    static boolean isPossible() {
        return LIBRARIES.stream().anyMatch(Files::exists);
    }

    @Override
    public void play(Stage stage, Scale scale) {
        Path library = LIBRARIES.stream()
                .filter(Files::exists)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "libfaketime is missing: install it (Debian: apt-get install faketime)"));
        stage.start();
        stage.cutOff();
        stage.load("Kinesis down", scale.perSecond(), scale.fault());
        stage.driver().rest();
        stage.service().kill();
        stage.with("LD_PRELOAD", library.toString())
                .with("FAKETIME", "+25h")
                .with("FAKETIME_DONT_FAKE_MONOTONIC", "1")
                .start();
        boolean old = Await.until(READ, () -> stage.metrics().sum(AGE) > A_DAY);
        stage.outcome().say("oldest event: %.0f s", stage.metrics().sum(AGE));
        stage.outcome()
                .expect(old, "the oldest event's age is %.0f s", stage.metrics().sum(AGE));
        expectAccepted(stage);
        stage.service().kill();
        stage.with("LD_PRELOAD", "").with("FAKETIME", "+0").start();
        stage.network().pass();
        stage.settle(Duration.ofSeconds(30));
        int probes = stage.judge().probes();
        stage.outcome().expect(probes > PROBES, "%d events behind the old ones were delivered", probes);
    }

    /** The first one may find a process that is not warm. */
    private static void expectAccepted(Stage stage) {
        boolean first = Await.until(READ, () -> probe(stage).status() == 200);
        stage.outcome().expect(first, "none is accepted: %s", probe(stage));
        int accepted = 0;
        TrackingProbe last = null;
        for (int i = 0; i < PROBES; i++) {
            last = probe(stage);
            accepted += last.status() == 200 ? 1 : 0;
        }
        stage.outcome().expect(accepted == PROBES, "%d of %d were accepted: %s", accepted, PROBES, last);
    }

    private static TrackingProbe probe(Stage stage) {
        return TrackingProbe.of(stage.service().uri(), "212313");
    }
}
