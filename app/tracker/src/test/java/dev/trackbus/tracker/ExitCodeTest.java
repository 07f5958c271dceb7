package dev.trackbus.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trackbus.tracker.programs.InvalidInputException;
import dev.trackbus.tracker.programs.MissingServiceException;
import dev.trackbus.tracker.settings.InvalidSettingsException;
import java.io.IOException;
import java.net.BindException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ExitCodeTest {
    static Stream<Arguments> causes() {
        return Stream.of(
                Arguments.of(null, ExitCode.DONE),
                Arguments.of(new InvalidInputException("x"), ExitCode.USAGE),
                Arguments.of(new MissingServiceException("x"), ExitCode.UNAVAILABLE),
                Arguments.of(new InvalidSettingsException(List.of("x")), ExitCode.SETTINGS),
                Arguments.of(listen(new BindException("Address already in use")), ExitCode.UNAVAILABLE),
                Arguments.of(listen(new BindException("Cannot assign requested address")), ExitCode.SETTINGS),
                Arguments.of(listen(new SocketException("Permission denied")), ExitCode.SETTINGS),
                Arguments.of(listen(new BindException("Permission denied")), ExitCode.SETTINGS),
                Arguments.of(listen(new UnknownHostException("nowhere")), ExitCode.SETTINGS),
                Arguments.of(new AccessDeniedException("/journal"), ExitCode.SETTINGS),
                Arguments.of(new NotDirectoryException("/journal"), ExitCode.SETTINGS),
                Arguments.of(new FileSystemException("/journal", null, "Read-only file system"), ExitCode.SETTINGS),
                Arguments.of(
                        new FileSystemException("/journal", null, "No space left on device"), ExitCode.UNAVAILABLE),
                Arguments.of(new FileSystemException("/journal", null, "Stale file handle"), ExitCode.UNAVAILABLE),
                Arguments.of(new FileSystemException("/journal", null, "Input/output error"), ExitCode.UNAVAILABLE),
                Arguments.of(
                        new FileSystemException("/journal", null, "Structure needs cleaning"), ExitCode.UNAVAILABLE),
                Arguments.of(new FileSystemException("/journal", null, "File name too long"), ExitCode.SETTINGS),
                Arguments.of(new NoSuchFileException("/journal"), ExitCode.SETTINGS),
                Arguments.of(new IOException("No space left on device"), ExitCode.UNAVAILABLE),
                Arguments.of(new TimeoutException(), ExitCode.UNAVAILABLE),
                Arguments.of(new NullPointerException(), ExitCode.DEFECT),
                Arguments.of(listen(new IllegalStateException("x")), ExitCode.DEFECT),
                Arguments.of(new ExecutionException(new IOException("x")), ExitCode.UNAVAILABLE),
                Arguments.of(
                        new IllegalArgumentException("JOURNAL_DIR /j can't be used", new AccessDeniedException("/j")),
                        ExitCode.SETTINGS));
    }

    private static StartException listen(Exception cause) {
        return StartException.ofListen("HTTP", "0.0.0.0", 8080, cause);
    }

    @ParameterizedTest
    @MethodSource("causes")
    void followsFromTheCause(Throwable cause, ExitCode code) {
        assertThat(ExitCode.of(cause)).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({"0, 0, DONE", "0, 2, DEAD_LETTERS", "3, 0, WORK_REMAINS", "3, 2, WORK_REMAINS", "-1, 0, WORK_REMAINS"})
    void followsFromWhatRemains(long events, long deadLetters, ExitCode code) {
        assertThat(ExitCode.remaining(events, deadLetters)).isEqualTo(code);
    }

    @Test
    void namesPortAndAddressThatAreTaken() {
        assertThat(listen(new BindException("Address already in use")))
                .hasMessage("port 8080 on 0.0.0.0 is taken: end the process that listens there, or set HTTP_PORT");
    }
}
