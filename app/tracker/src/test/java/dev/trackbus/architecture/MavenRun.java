package dev.trackbus.architecture;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A finished run of Maven, offline and with this build's local repository.
 *
 * @param exitCode Maven's exit code, 0 after success
 * @param output   what it printed on both streams
 */
record MavenRun(int exitCode, String output) {
    static MavenRun in(Path directory, String... arguments) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("mvn", "-o", "-B"));
        String repository = System.getProperty("localRepository");
        if (repository != null) {
            words.add("-Dmaven.repo.local=" + repository);
        }
        Collections.addAll(words, arguments);
        Process maven = new ProcessBuilder(words)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(maven.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new MavenRun(maven.waitFor(), output);
    }
}
