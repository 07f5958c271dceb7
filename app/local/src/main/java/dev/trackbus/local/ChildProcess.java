package dev.trackbus.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Child process that ends with this JVM. On any exit of the JVM except kill -9, a shutdown hook stops all children one
 * by one, the newest first. So the service can still ship its events to Kinesis. If setsid exists, each child has its
 * own session. Ctrl-C in a terminal then reaches only this JVM, which keeps the order.
 */
public final class ChildProcess {
    private static final Deque<ChildProcess> RUNNING = new ArrayDeque<>();
    private static final Duration POLL = Duration.ofMillis(20);
    private static boolean shuttingDown;

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(ChildProcess::stopAll, "stop-children"));
    }

    private final String name;
    private final Process process;
    private final Path log;
    private final Duration grace;

    private ChildProcess(String name, Process process, Path log, Duration grace) {
        this.name = name;
        this.process = process;
        this.log = log;
        this.grace = grace;
    }

    /**
     * Starts a child process.
     *
     * @param command command line, folder and environment
     * @param log     file to which its output is appended
     * @param grace   time from SIGTERM to SIGKILL when it stops
     * @return the running process
     * @throws MissingServiceException if it does not start
     */
    public static ChildProcess start(Command command, Path log, Duration grace) {
        synchronized (RUNNING) {
            if (shuttingDown) {
                throw new MissingServiceException("Cannot start " + command.name() + ": this process is shutting down");
            }
            try {
                Files.createDirectories(log.toAbsolutePath().getParent());
                ProcessBuilder builder = command.builder().redirectErrorStream(true);
                builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
                ChildProcess child = new ChildProcess(command.name(), builder.start(), log, grace);
                RUNNING.push(child);
                return child;
            } catch (IOException e) {
                throw new MissingServiceException("Cannot start " + command.name() + ": " + e.getMessage(), e);
            }
        }
    }

    /**
     * Returns the java program of this JVM, for child JVMs.
     *
     * @return path of java
     */
    public static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /**
     * Returns whether this JVM is shutting down. The exit of a child is then expected.
     *
     * @return true once the shutdown has started
     */
    public static boolean isShuttingDown() {
        synchronized (RUNNING) {
            return shuttingDown;
        }
    }

    private static void stopAll() {
        List<ChildProcess> newestFirst;
        synchronized (RUNNING) {
            shuttingDown = true;
            newestFirst = new ArrayList<>(RUNNING);
        }
        newestFirst.forEach(ChildProcess::end);
    }

    /**
     * Waits until the process is ready. Blocks.
     *
     * @param limit timeout; when it expires, the process is stopped
     * @param ready readiness check, polled every 20 ms
     * @throws MissingServiceException if the process exits before, or the timeout expires
     */
    void awaitReady(Duration limit, BooleanSupplier ready) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!ready.getAsBoolean()) {
            if (exited(POLL)) {
                throw new MissingServiceException(name + " exited with code " + process.exitValue() + lastLogLine());
            }
            if (System.nanoTime() - deadline > 0) {
                end();
                throw new MissingServiceException(
                        name + " was not ready within " + limit.toSeconds() + " s" + lastLogLine());
            }
        }
    }

    private String lastLogLine() {
        try {
            List<String> lines = Files.readString(log, StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList();
            String last = lines.isEmpty() ? "" : "; last log line: " + lines.get(lines.size() - 1);
            return last + " (log: " + log + ")";
        } catch (IOException e) {
            return " (see " + log + ")";
        }
    }

    long pid() {
        return process.pid();
    }

    Path log() {
        return log;
    }

    /**
     * Returns a future that completes when the process exits, for any reason.
     *
     * @return future of the exit code, completed on any thread
     */
    public CompletableFuture<Integer> exit() {
        return process.onExit().thenApply(Process::exitValue);
    }

    /** Sends SIGTERM. Does not wait. */
    void terminate() {
        process.destroy();
    }

    /** Sends SIGKILL to the process and its descendants, and waits for the exit. */
    public void kill() {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
        exited(Duration.ofSeconds(10));
        unregister();
    }

    /** Stops the process: SIGTERM, then SIGKILL after the grace. Blocks until it has exited. */
    public void end() {
        terminate();
        if (!exited(grace)) {
            kill();
        }
        unregister();
    }

    /**
     * Waits for the exit. Blocks.
     *
     * @param limit timeout
     * @return the exit code
     * @throws IllegalStateException if the timeout expires
     */
    int awaitExit(Duration limit) {
        if (!exited(limit)) {
            throw new IllegalStateException(name + " has not exited within " + limit);
        }
        unregister();
        return process.exitValue();
    }

    private void unregister() {
        synchronized (RUNNING) {
            RUNNING.remove(this);
        }
    }

    private boolean exited(Duration limit) {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException("Interrupted while waiting for " + name, e));
        }
    }

    /**
     * Command line of a child process.
     *
     * @param name        name for messages
     * @param words       program and arguments
     * @param folder      working folder
     * @param environment complete environment; nothing is inherited
     */
    public record Command(String name, List<String> words, Path folder, Map<String, String> environment) {
        ProcessBuilder builder() {
            List<String> all = new ArrayList<>();
            SearchPath.of(System.getenv()).find("setsid").ifPresent(setsid -> all.add(setsid.toString()));
            all.addAll(words);
            ProcessBuilder builder = new ProcessBuilder(all).directory(folder.toFile());
            builder.environment().clear();
            builder.environment().putAll(environment);
            return builder;
        }
    }
}
