package dev.trackbus.local;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Docker engine of this machine, reached through the docker command line client, which localstack-utils uses too.
 *
 * @param client path of the program docker; empty if it is not installed
 */
record DockerEngine(Optional<Path> client) {
    private static final Duration LIMIT = Duration.ofSeconds(3);

    /** Returns the engine whose client is on the PATH. */
    static DockerEngine find() {
        return new DockerEngine(SearchPath.of(System.getenv()).find("docker"));
    }

    /**
     * Returns whether an engine answers the client. Blocks for 3 s at most.
     *
     * @return false if no client is installed or no engine answers
     */
    boolean answers() {
        return client.filter(DockerEngine::knowsItsServer).isPresent();
    }

    private static boolean knowsItsServer(Path docker) {
        try {
            Process process = new ProcessBuilder(docker.toString(), "version", "--format", "{{.Server.Version}}")
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (process.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                return process.exitValue() == 0;
            }
            process.destroyForcibly();
            return false;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
