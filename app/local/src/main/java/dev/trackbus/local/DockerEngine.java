package dev.trackbus.local;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The Docker engine of this machine, asked through the command line client, as localstack-utils will.
 *
 * @param client path of the program docker, empty where there is none
 */
record DockerEngine(Optional<Path> client) {
    private static final Duration LIMIT = Duration.ofSeconds(3);

    /** The one whose client is on the PATH. */
    static DockerEngine find() {
        return new DockerEngine(SearchPath.of(System.getenv()).find("docker"));
    }

    /**
     * Whether there is an engine behind the client. Blocks for 3 s at most.
     *
     * @return false without a client too
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
