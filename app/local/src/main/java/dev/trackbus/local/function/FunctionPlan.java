package dev.trackbus.local.function;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * A function as Lambda is told of it.
 *
 * @param name        unique in the account
 * @param jar         with all that it needs
 * @param handler     CLASS, or CLASS::METHOD
 * @param environment its settings
 * @param memory      megabytes, 128-10240
 * @param timeout     of one invocation
 */
public record FunctionPlan(
        String name, Path jar, String handler, Map<String, String> environment, int memory, Duration timeout) {
    private static final String ACCOUNT = "000000000000";

    /**
     * Keeps the settings.
     *
     * @throws IllegalArgumentException if Lambda would not take the memory
     */
    public FunctionPlan {
        environment = Map.copyOf(environment);
        if (memory < 128 || memory > 10_240) {
            throw new IllegalArgumentException("memory of " + name + " must be 128-10240, was " + memory);
        }
    }

    /** The name that AWS would give a function in an emulator's account. */
    static String arn(String region, String name) {
        return "arn:aws:lambda:" + region + ":" + ACCOUNT + ":function:" + name;
    }

    FunctionPlan with(Path otherJar, Map<String, String> otherEnvironment) {
        return new FunctionPlan(name, otherJar, handler, otherEnvironment, memory, timeout);
    }
}
