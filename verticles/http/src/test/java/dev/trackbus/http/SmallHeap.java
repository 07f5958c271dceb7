package dev.trackbus.http;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** Child process that runs a {@link Service} on a heap of 256 MiB, and ends at the first OutOfMemoryError. */
final class SmallHeap implements AutoCloseable {
    private final Process process;
    private final int port;

    /** @param folder for the file in which the process tells its port */
    SmallHeap(Path folder) throws IOException {
        Path portFile = folder.resolve("port");
        process = new ProcessBuilder(
                        System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                        "-Xmx256m",
                        "-XX:+ExitOnOutOfMemoryError",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SmallHeap.class.getName(),
                        portFile.toString())
                .inheritIO()
                .redirectInput(ProcessBuilder.Redirect.PIPE)
                .start();
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> Files.exists(portFile));
        port = Integer.parseInt(Files.readString(portFile));
    }

    /** Writes its port into the file that is given, and serves until its standard input ends. */
    public static void main(String... arguments) throws IOException {
        try (Service service = new Service()) {
            Path file = Path.of(arguments[0]);
            Path written = Files.writeString(file.resolveSibling("written"), String.valueOf(service.port()));
            Files.move(written, file);
            while (System.in.read() >= 0) {
                // Serves on.
            }
        }
    }

    int port() {
        return port;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
