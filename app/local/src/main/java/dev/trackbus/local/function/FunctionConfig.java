package dev.trackbus.local.function;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * Settings of a function, as in the Lambda API.
 *
 * @param name        name, unique in the account
 * @param jar         jar with all its dependencies
 * @param handler     CLASS or CLASS::METHOD
 * @param environment environment variables
 * @param memory      megabytes, 128-10240
 * @param timeout     timeout of one invocation
 */
public record FunctionConfig(
        String name, Path jar, String handler, Map<String, String> environment, int memory, Duration timeout) {
    private static final String ACCOUNT = "000000000000";

    /**
     * Checks the memory and copies the environment.
     *
     * @throws IllegalArgumentException if the memory is outside the limits of Lambda
     */
    public FunctionConfig {
        environment = Map.copyOf(environment);
        if (memory < 128 || memory > 10_240) {
            throw new IllegalArgumentException("memory of " + name + " must be 128-10240, was " + memory);
        }
    }

    /** Returns the ARN of a function in the account of an emulator. */
    static String arn(String region, String name) {
        return "arn:aws:lambda:" + region + ":" + ACCOUNT + ":function:" + name;
    }

    /** Returns a copy with another jar and environment. */
    FunctionConfig with(Path otherJar, Map<String, String> otherEnvironment) {
        return new FunctionConfig(name, otherJar, handler, otherEnvironment, memory, timeout);
    }
}
