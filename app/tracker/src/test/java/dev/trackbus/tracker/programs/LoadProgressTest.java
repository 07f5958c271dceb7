package dev.trackbus.tracker.programs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadProgressTest {
    @TempDir
    private Path home;

    private final List<String> told = new ArrayList<>();
    private long nanos;
    private LoadState state;
    private LoadProgress progress;

    @BeforeEach
    void begin() throws IOException {
        state = LoadState.of(Files.writeString(home.resolve("some.csv"), "programId\n"), "CoreDataStream");
        progress = new LoadProgress(state, 100, 1_000, told::add, () -> nanos);
    }

    @Test
    void keepsWhatIsOnTheStream() {
        progress.onStream(500);
        progress.onStream(1);

        assertThat(state.done()).isEqualTo(601);
        assertThat(progress.interrupted())
                .isEqualTo("601 of 1000 are on the stream; the same command goes on after them");
    }

    @Test
    void saysEverySecondHowFarItIs() {
        progress.onStream(100);
        nanos = TimeUnit.SECONDS.toNanos(1);
        progress.onStream(100);
        progress.onStream(100);
        nanos = TimeUnit.SECONDS.toNanos(2);
        progress.awaited(7);
        progress.awaited(6);

        assertThat(told).containsExactly("300 of 1000 on the stream", "waiting for Redis: 7 to come");
    }

    @Test
    void goesOnWhereItsStateCanNotBeKept() throws IOException {
        Files.createDirectories(home.resolve("some.csv.progress.new"));

        progress.onStream(100);
        progress.onStream(100);

        assertThat(told).singleElement().asString().contains("some.csv.progress can't be written");
        assertThat(progress.interrupted()).isEqualTo("300 of 1000 are on the stream; the same command begins anew");
    }
}
