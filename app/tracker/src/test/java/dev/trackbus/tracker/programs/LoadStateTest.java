package dev.trackbus.tracker.programs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoadStateTest {
    @TempDir
    private Path home;

    private Path input;
    private Path kept;

    @BeforeEach
    void write() throws IOException {
        input = Files.writeString(home.resolve("some.csv"), "programId\n1\n");
        kept = home.resolve("some.csv.progress");
    }

    private LoadState state() throws IOException {
        return LoadState.of(input, "CoreDataStream");
    }

    @Test
    void beginsWithNothing() throws IOException {
        assertThat(state().done()).isZero();
    }

    @Test
    void isRememberedByAnotherProcess() throws IOException {
        state().save(500);
        state().save(1_000);

        assertThat(state().done()).isEqualTo(1_000);
    }

    @Test
    void doesNotCountForAnotherFileOrStream() throws IOException {
        state().save(500);
        assertThat(LoadState.of(input, "OtherStream").done()).isZero();

        Files.writeString(input, "programId\n2\n");
        assertThat(state().done()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "500", "x y z", "-1 a b"})
    void aDamagedOneDoesNotCount(String text) throws IOException {
        Files.writeString(kept, text);

        assertThat(state().done()).isZero();
    }

    @Test
    void leavesNothingBehindAtTheEnd() throws IOException {
        state().save(500);
        state().end();

        assertThat(home).isDirectoryNotContaining("glob:**.progress*");
    }
}
