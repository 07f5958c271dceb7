package dev.trackbus.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Process of a backing service on a fixed port. Tests simulate an outage: they stop or kill it, and start it again
 * without data. For one thread at a time.
 */
abstract class LocalService implements AutoCloseable {
    private final String option;
    private final int port;
    private final Path log;
    private ChildProcess process;

    /**
     * Creates a service without starting it.
     *
     * @param option command line option for the port, named in the message if the port is in use
     * @param port   1-65535
     * @param log    file for its output
     */
    LocalService(String option, int port, Path log) {
        this.option = option;
        this.port = port;
        this.log = log;
    }

    /** Starts the process. Blocks until it is ready, or the limit expires. */
    void start(ChildProcess.Command command, Duration grace, Duration limit, BooleanSupplier ready) {
        Port.requireFree(port, option);
        process = ChildProcess.start(command, log, grace);
        process.awaitReady(limit, ready);
    }

    /**
     * Starts the service without data. Blocks until it is ready.
     *
     * @throws MissingServiceException if the port is in use, or the service does not start
     */
    public abstract void start();

    /** Sends SIGTERM and waits for the exit. Has no effect if the service does not run. */
    public void stop() {
        if (process != null) {
            process.end();
        }
    }

    /** Sends SIGKILL and waits for the exit. Has no effect if the service does not run. */
    public void kill() {
        if (process != null) {
            process.kill();
        }
    }

    /**
     * Restarts the service without data on the same port. Blocks until it is ready.
     *
     * @throws MissingServiceException if another process has bound the port in the meantime
     */
    public void restart() {
        stop();
        start();
    }

    /**
     * Returns its port on 127.0.0.1, whether it runs or not.
     *
     * @return 1-65535
     */
    public int port() {
        return port;
    }

    /**
     * Returns the process id of the current or the last process.
     *
     * @return the process id
     * @throws IllegalStateException if it was never started
     */
    public long pid() {
        if (process == null) {
            throw new IllegalStateException(getClass().getSimpleName() + " was never started");
        }
        return process.pid();
    }

    /** Stops the service, like {@link #stop()}. */
    @Override
    public void close() {
        stop();
    }
}
