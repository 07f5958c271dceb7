package dev.trackbus.local.function;

import dev.trackbus.local.JavaLibraries;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Function in a child process, with the runtime client and the JVM options of Lambda. If the process has exited, the
 * next invocation starts it again. Unlike on Lambda, invocations run one at a time, and the process is not isolated.
 * Thread-safe.
 */
public final class LocalFunction implements FunctionInvoker, AutoCloseable {
    private final FunctionConfig config;
    private final Path log;
    private final JavaLibraries runtime = JavaLibraries.of("lambda-runtime");
    private ExecutionEnvironment environment;

    private LocalFunction(FunctionConfig config, Path log) {
        this.config = config;
        this.log = log;
    }

    /**
     * Starts a function. Blocks until its handler is initialised.
     *
     * @param config function to start
     * @param log    file for its output
     * @return function, ready for events
     * @throws dev.trackbus.local.MissingServiceException if it does not start
     */
    public static LocalFunction start(FunctionConfig config, Path log) {
        LocalFunction function = new LocalFunction(config, log);
        function.environment = ExecutionEnvironment.start(config, function.runtime, log);
        return function;
    }

    /**
     * Returns the duration of the last cold start: from the start of the JVM to its first request for an invocation.
     *
     * @return more than zero
     */
    public synchronized Duration initTime() {
        return environment.initTime();
    }

    @Override
    public synchronized InvocationResult invoke(String event) {
        if (!environment.isAlive()) {
            environment.close();
            environment = ExecutionEnvironment.start(config, runtime, log);
        }
        return environment.invoke(event, config.timeout());
    }

    /** Stops the process. Blocks until it has exited. */
    @Override
    public synchronized void close() {
        environment.close();
    }
}
