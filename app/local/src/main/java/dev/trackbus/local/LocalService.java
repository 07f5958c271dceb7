package dev.trackbus.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * A process that stands for a service on this machine, always on the same port, so that an outage can be played: stopped
 * or killed, and started again empty. To be used by one thread at a time.
 */
abstract class LocalService implements AutoCloseable {
    private final String option;
    private final int port;
    private final Path log;
    private ChildProcess process;

    /**
     * @param option what to change where the port is taken
     * @param port   1-65535
     * @param log    file that takes its output
     */
    LocalService(String option, int port, Path log) {
        this.option = option;
        this.port = port;
        this.log = log;
    }

    /** Starts it and blocks until it is ready, or for so long at most. */
    void start(ChildProcess.Command command, Duration grace, Duration limit, BooleanSupplier ready) {
        Port.requireFree(port, option);
        process = ChildProcess.start(command, log, grace);
        process.awaitReady(limit, ready);
    }

    /**
     * Starts it, empty. Blocks until it is ready.
     *
     * @throws MissingServiceException if the port is taken, or it does not run here
     */
    public abstract void start();

    /** Ends it in order (SIGTERM) and waits; without effect where it does not run. */
    public void stop() {
        if (process != null) {
            process.end();
        }
    }

    /** Kills it (SIGKILL) and waits; without effect where it does not run. */
    public void kill() {
        if (process != null) {
            process.kill();
        }
    }

    /**
     * Ends it and starts it again, empty, on the same port. Blocks.
     *
     * @throws MissingServiceException if something else took the port meanwhile
     */
    public void restart() {
        stop();
        start();
    }

    /**
     * Where it listens on 127.0.0.1, whether it runs or not.
     *
     * @return 1-65535
     */
    public int port() {
        return port;
    }

    /**
     * The process that runs, or ran last.
     *
     * @return its id
     * @throws IllegalStateException if it was never started
     */
    public long pid() {
        if (process == null) {
            throw new IllegalStateException(getClass().getSimpleName() + " was never started");
        }
        return process.pid();
    }

    /** The same as {@link #stop()}. */
    @Override
    public void close() {
        stop();
    }
}
