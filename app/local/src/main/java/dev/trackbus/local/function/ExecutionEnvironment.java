package dev.trackbus.local.function;

import dev.trackbus.local.ChildProcess;
import dev.trackbus.local.JavaLibraries;
import dev.trackbus.local.MissingServiceException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Execution environment of a function: a child process and the Runtime API that serves it. One invocation at a time.
 */
final class ExecutionEnvironment implements AutoCloseable {
    private static final String MAIN = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final String REGION = "us-east-1";

    private final RuntimeApi api;
    private final ChildProcess process;
    private final Duration initTime;

    private ExecutionEnvironment(RuntimeApi api, ChildProcess process, Duration initTime) {
        this.api = api;
        this.process = process;
        this.initTime = initTime;
    }

    /** Starts an environment. Blocks until the process requests its first invocation. */
    static ExecutionEnvironment start(FunctionConfig config, JavaLibraries runtime, Path log) {
        String region = config.environment().getOrDefault("AWS_REGION", REGION);
        RuntimeApi api = new RuntimeApi(FunctionConfig.arn(region, config.name()));
        long begin = System.nanoTime();
        try {
            ChildProcess process = ChildProcess.start(command(config, runtime, api), log, GRACE);
            process.exit().thenAccept(code -> api.fail(config.name() + " exited with code " + code + ": see " + log));
            awaitReady(config, api, process);
            return new ExecutionEnvironment(api, process, Duration.ofNanos(System.nanoTime() - begin));
        } catch (MissingServiceException e) {
            api.close();
            throw e;
        }
    }

    private static void awaitReady(FunctionConfig config, RuntimeApi api, ChildProcess process) {
        try {
            api.ready().get(START_LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            process.end();
            throw new MissingServiceException(
                    "Function " + config.name() + " does not start: "
                            + e.getCause().getMessage(),
                    e);
        } catch (TimeoutException e) {
            process.kill();
            throw new MissingServiceException(
                    "Function " + config.name() + " did not start within " + START_LIMIT.toSeconds() + " s", e);
        } catch (InterruptedException e) {
            process.kill();
            Thread.currentThread().interrupt();
            throw new MissingServiceException("Interrupted while function " + config.name() + " started", e);
        }
    }

    /** Returns the command line, with the JVM options of Lambda's Java runtime. */
    private static ChildProcess.Command command(FunctionConfig config, JavaLibraries runtime, RuntimeApi api) {
        List<String> words = List.of(
                ChildProcess.java(),
                "-Xmx" + config.memory() * 85 / 100 + "m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-cp",
                config.jar().toAbsolutePath() + ":" + runtime.classPath(),
                MAIN,
                config.handler());
        Path folder = config.jar().toAbsolutePath().getParent();
        return new ChildProcess.Command(config.name(), words, folder, environment(config, folder, api));
    }

    private static Map<String, String> environment(FunctionConfig config, Path folder, RuntimeApi api) {
        Map<String, String> all = new HashMap<>(config.environment());
        all.put("AWS_LAMBDA_RUNTIME_API", api.address());
        all.put("AWS_LAMBDA_FUNCTION_NAME", config.name());
        all.put("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
        all.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(config.memory()));
        all.put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
        all.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + config.name());
        all.put("AWS_LAMBDA_LOG_STREAM_NAME", "local");
        all.put("LAMBDA_TASK_ROOT", folder.toString());
        all.put("_HANDLER", config.handler());
        all.putIfAbsent("AWS_REGION", REGION);
        all.put("TZ", ":UTC");
        all.put("LANG", "C.UTF-8");
        return all;
    }

    /** Returns the time from the start of the process to its first request for an invocation. */
    Duration initTime() {
        return initTime;
    }

    /** Returns whether the process still runs. */
    boolean isAlive() {
        return !api.hasEnded();
    }

    /** Invokes the function. Blocks for the result. After the timeout it kills the process, as Lambda does. */
    InvocationResult invoke(String event, Duration timeout) {
        Invocation invocation = Invocation.of(event, System.currentTimeMillis() + timeout.toMillis());
        api.submit(invocation);
        try {
            return invocation.result().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            String message = invocation.id() + " Task timed out after " + timeout.toMillis() / 1_000.0 + " seconds";
            process.kill();
            api.fail(message);
            return InvocationResult.failure(message);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return InvocationResult.failure("The invocation was interrupted");
        }
    }

    @Override
    public void close() {
        process.end();
        api.close();
    }
}
