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

/** One process of a function with the Runtime API that it talks to; both end together. It takes one call at a time. */
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

    /** Returns when the process has asked for work for the first time. */
    static ExecutionEnvironment start(FunctionPlan plan, JavaLibraries runtime, Path log) {
        String region = plan.environment().getOrDefault("AWS_REGION", REGION);
        RuntimeApi api = new RuntimeApi(FunctionPlan.arn(region, plan.name()));
        long begin = System.nanoTime();
        try {
            ChildProcess process = ChildProcess.start(command(plan, runtime, api), log, GRACE);
            process.exit().thenAccept(code -> api.fail(plan.name() + " ended with exit code " + code + ": see " + log));
            awaitReady(plan, api, process);
            return new ExecutionEnvironment(api, process, Duration.ofNanos(System.nanoTime() - begin));
        } catch (MissingServiceException e) {
            api.close();
            throw e;
        }
    }

    private static void awaitReady(FunctionPlan plan, RuntimeApi api, ChildProcess process) {
        try {
            api.ready().get(START_LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            process.end();
            throw new MissingServiceException(
                    plan.name() + " cannot start: " + e.getCause().getMessage(), e);
        } catch (TimeoutException e) {
            process.kill();
            throw new MissingServiceException(plan.name() + " did not start in " + START_LIMIT, e);
        } catch (InterruptedException e) {
            process.kill();
            Thread.currentThread().interrupt();
            throw new MissingServiceException(plan.name() + " was not waited for", e);
        }
    }

    /** The options of the JVM are those of Lambda's own Java runtime. */
    private static ChildProcess.Command command(FunctionPlan plan, JavaLibraries runtime, RuntimeApi api) {
        List<String> words = List.of(
                ChildProcess.java(),
                "-Xmx" + plan.memory() * 85 / 100 + "m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-cp",
                plan.jar().toAbsolutePath() + ":" + runtime.classPath(),
                MAIN,
                plan.handler());
        Path folder = plan.jar().toAbsolutePath().getParent();
        return new ChildProcess.Command(plan.name(), words, folder, environment(plan, folder, api));
    }

    private static Map<String, String> environment(FunctionPlan plan, Path folder, RuntimeApi api) {
        Map<String, String> all = new HashMap<>(plan.environment());
        all.put("AWS_LAMBDA_RUNTIME_API", api.address());
        all.put("AWS_LAMBDA_FUNCTION_NAME", plan.name());
        all.put("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
        all.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(plan.memory()));
        all.put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
        all.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + plan.name());
        all.put("AWS_LAMBDA_LOG_STREAM_NAME", "local");
        all.put("LAMBDA_TASK_ROOT", folder.toString());
        all.put("_HANDLER", plan.handler());
        all.putIfAbsent("AWS_REGION", REGION);
        all.put("TZ", ":UTC");
        all.put("LANG", "C.UTF-8");
        return all;
    }

    /** From the start of the process to its first question for work. */
    Duration initTime() {
        return initTime;
    }

    boolean isAlive() {
        return !api.hasEnded();
    }

    /** Blocks until there is a result; where there is none in time, the process is killed, as Lambda does it. */
    Result invoke(String event, Duration timeout) {
        Invocation invocation = Invocation.of(event, System.currentTimeMillis() + timeout.toMillis());
        api.submit(invocation);
        try {
            return invocation.result().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            String message = invocation.id() + " Task timed out after " + timeout.toMillis() / 1_000.0 + " seconds";
            process.kill();
            api.fail(message);
            return Result.failure(message);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Result.failure("the call was interrupted");
        }
    }

    @Override
    public void close() {
        process.end();
        api.close();
    }
}
