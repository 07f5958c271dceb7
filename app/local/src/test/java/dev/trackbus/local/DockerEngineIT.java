package dev.trackbus.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DockerEngineIT {
    @TempDir
    private Path folder;

    private DockerEngine clientThat(String does) throws IOException {
        Path client = Files.writeString(folder.resolve("docker"), "#!/bin/sh\n" + does + "\n");
        assertThat(client.toFile().setExecutable(true)).isTrue();
        return new DockerEngine(Optional.of(client));
    }

    @Test
    void findsNoEngineWithoutAClient() {
        assertThat(new DockerEngine(Optional.empty()).answers()).isFalse();
    }

    @Test
    void findsAnEngineThatAnswers() throws IOException {
        assertThat(clientThat("[ \"$1\" = version ] && echo 29.0.1").answers()).isTrue();
    }

    @Test
    void findsNoEngineWithoutAServer() throws IOException {
        assertThat(clientThat("echo 'Cannot connect to the Docker daemon' >&2; exit 1")
                        .answers())
                .isFalse();
    }

    @Test
    void findsNoEngineIfTheClientHangs() throws IOException {
        assertThat(clientThat("exec sleep 60").answers()).isFalse();
    }

    @Test
    void findsNoEngineIfTheClientIsNotExecutable() {
        assertThat(new DockerEngine(Optional.of(folder.resolve("docker"))).answers())
                .isFalse();
    }
}
