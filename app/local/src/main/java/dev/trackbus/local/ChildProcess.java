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
 * A process that lives no longer than this JVM. When the JVM ends, for whatever reason but kill -9, those that run are
 * ended one by one, the youngest first: the service can still ship to Kinesis what it holds. Each has a session of its
 * own where the system knows setsid, so that Ctrl-C in a terminal reaches this JVM alone and the order holds.
 */
public final class ChildProcess {
    private static final Deque<ChildProcess> RUNNING = new ArrayDeque<>();
    private static final Duration POLL = Duration.ofMillis(20);
    private static boolean ending;

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(ChildProcess::endAll, "end-children"));
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
     * Starts it.
     *
     * @param command what to run, in which folder, with which environment
     * @param log     file that takes its output, behind what is there
     * @param grace   how long it may take to end before it is killed
     * @return the running process
     * @throws MissingServiceException if it cannot be run
     */
    public static ChildProcess start(Command command, Path log, Duration grace) {
        synchronized (RUNNING) {
            if (ending) {
                throw new MissingServiceException(command.name() + " is not started: this process is ending");
            }
            try {
                Files.createDirectories(log.toAbsolutePath().getParent());
                ProcessBuilder builder = command.builder().redirectErrorStream(true);
                builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
                ChildProcess child = new ChildProcess(command.name(), builder.start(), log, grace);
                RUNNING.push(child);
                return child;
            } catch (IOException e) {
                throw new MissingServiceException(command.name() + " cannot be started: " + e.getMessage(), e);
            }
        }
    }

    /**
     * The program that runs this JVM, for those that run in one of their own.
     *
     * @return path of java
     */
    public static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /**
     * Whether this JVM is ending, so that children that end are no fault.
     *
     * @return true from its shutdown on
     */
    public static boolean allAreEnding() {
        synchronized (RUNNING) {
            return ending;
        }
    }

    private static void endAll() {
        List<ChildProcess> youngestFirst;
        synchronized (RUNNING) {
            ending = true;
            youngestFirst = new ArrayList<>(RUNNING);
        }
        youngestFirst.forEach(ChildProcess::end);
    }

    /**
     * Waits until it can be used.
     *
     * @param limit how long at most
     * @param ready asked again and again
     * @throws MissingServiceException if it ends before, or the limit passes
     */
    void awaitReady(Duration limit, BooleanSupplier ready) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!ready.getAsBoolean()) {
            if (exited(POLL)) {
                throw new MissingServiceException(name + " ended with exit code " + process.exitValue() + lastWords());
            }
            if (System.nanoTime() - deadline > 0) {
                end();
                throw new MissingServiceException(name + " was not ready in " + limit.toSeconds() + " s" + lastWords());
            }
        }
    }

    private String lastWords() {
        try {
            List<String> lines = Files.readString(log, StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank())
                    .toList();
            String last = lines.isEmpty() ? "" : "; it said: " + lines.get(lines.size() - 1);
            return last + " (all of it: " + log + ")";
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
     * Its end, whoever brings it about.
     *
     * @return completed with the exit code, on any thread
     */
    public CompletableFuture<Integer> exit() {
        return process.onExit().thenApply(Process::exitValue);
    }

    /** SIGTERM. */
    void terminate() {
        process.destroy();
    }

    /** SIGKILL, and waits for the end. */
    public void kill() {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
        exited(Duration.ofSeconds(10));
        forget();
    }

    /** SIGTERM, then, after the grace, SIGKILL; returns when it has ended. */
    public void end() {
        terminate();
        if (!exited(grace)) {
            kill();
        }
        forget();
    }

    /**
     * Waits for its end.
     *
     * @param limit how long at most
     * @return the exit code
     * @throws IllegalStateException if it still runs then
     */
    int awaitExit(Duration limit) {
        if (!exited(limit)) {
            throw new IllegalStateException(name + " still runs after " + limit);
        }
        forget();
        return process.exitValue();
    }

    private void forget() {
        synchronized (RUNNING) {
            RUNNING.remove(this);
        }
    }

    private boolean exited(Duration limit) {
        try {
            return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new IOException(name + ": interrupted while waiting", e));
        }
    }

    /**
     * What to run.
     *
     * @param name        for messages
     * @param words       the program and its arguments
     * @param folder      its working folder
     * @param environment all of its environment
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
