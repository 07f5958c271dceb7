package dev.trackbus.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Test of the Docker commands, recorded by a stub of the docker client, because a container needs an engine. */
class LocalStackContainerIT {
    private static final String CLIENT =
            """
            #!/bin/sh
            echo "$@" >>"$(dirname "$0")/asked"
            case $1 in
                run) [ ! -e "$(dirname "$0")/broken" ] || exit 125; echo 0123abcd ;;
                port) echo '4566/tcp -> 0.0.0.0:14566' ;;
                logs) echo Ready. ;;
            esac
            """;

    @TempDir
    private Path folder;

    private String run() throws IOException, InterruptedException {
        Path client = Files.writeString(folder.resolve("docker"), CLIENT);
        assertThat(client.toFile().setExecutable(true)).isTrue();
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Container.class.getName());
        builder.environment().put("DOCKER_LOCATION", client.toString());
        Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
        String out = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return out;
    }

    private List<String> asked(String command) throws IOException {
        return Files.readAllLines(folder.resolve("asked")).stream()
                .filter(line -> line.startsWith(command))
                .toList();
    }

    @Test
    void runsThePinnedImageAndStopsIt() throws Exception {
        assertThat(run()).isEqualTo("LocalStack in Docker at http://127.0.0.1:14566\n");
        assertThat(asked("run"))
                .singleElement()
                .asString()
                .contains("-p 14566:4566")
                .endsWith("localstack/localstack:4.14.0");
        assertThat(asked("stop")).isNotEmpty().allMatch("stop 0123abcd"::equals);
    }

    @Test
    void reportsThatTheImageDoesNotRun() throws Exception {
        Files.createFile(folder.resolve("broken"));
        assertThat(run()).startsWith("Docker cannot run LocalStack 4.14.0: ");
    }

    /** Program in its own JVM, because the library reads the path of the client from the environment. */
    static final class Container {
        private Container() {}

        public static void main(String[] arguments) {
            try (LocalStack localStack = LocalStack.inDocker(14_566)) {
                System.out.append(localStack + "\n");
            } catch (MissingServiceException e) {
                System.out.append(e.getMessage());
            }
        }
    }
}
