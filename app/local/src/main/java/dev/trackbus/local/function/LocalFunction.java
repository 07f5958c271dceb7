package dev.trackbus.local.function;

import dev.trackbus.local.JavaLibraries;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A function that runs on this machine as it runs on Lambda: the handler is called by AWS' runtime client, in a process
 * with the options of Lambda's Java runtime, which is started again after it ended. Unlike there, calls wait for each
 * other, and nothing isolates the process. Usable from any thread.
 */
public final class LocalFunction implements Invoker, AutoCloseable {
    private final FunctionPlan plan;
    private final Path log;
    private final JavaLibraries runtime = JavaLibraries.of("lambda-runtime");
    private ExecutionEnvironment environment;

    private LocalFunction(FunctionPlan plan, Path log) {
        this.plan = plan;
        this.log = log;
    }

    /**
     * Starts it. Blocks until its handler is initialised.
     *
     * @param plan what to run
     * @param log  file that takes what it says
     * @return ready for events
     * @throws dev.trackbus.local.MissingServiceException if it does not start
     */
    public static LocalFunction start(FunctionPlan plan, Path log) {
        LocalFunction function = new LocalFunction(plan, log);
        function.environment = ExecutionEnvironment.start(plan, function.runtime, log);
        return function;
    }

    /**
     * How long the last cold start took: from the start of the process to its first question for work, the JVM's own
     * start included.
     *
     * @return more than zero
     */
    public synchronized Duration initTime() {
        return environment.initTime();
    }

    @Override
    public synchronized Result invoke(String event) {
        if (!environment.isAlive()) {
            environment.close();
            environment = ExecutionEnvironment.start(plan, runtime, log);
        }
        return environment.invoke(event, plan.timeout());
    }

    /** Ends its process and waits. */
    @Override
    public synchronized void close() {
        environment.close();
    }
}
