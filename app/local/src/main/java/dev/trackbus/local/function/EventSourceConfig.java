package dev.trackbus.local.function;

import java.time.Duration;

/**
 * Settings of an event source mapping, as in the Lambda API. The stream is read from TRIM_HORIZON, and the function may
 * report single records as failed.
 *
 * @param stream    name of the stream
 * @param batchSize maximum number of records per invocation, 1-10000
 * @param retries   number of retries before the position of a batch goes to the failure queue, 1-10000
 * @param window    maximum time for which an incomplete batch waits for more records, 0-300 s
 */
public record EventSourceConfig(String stream, int batchSize, int retries, Duration window) {
    private static final int MAX = 10_000;

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if a value is outside the limits of Lambda
     */
    public EventSourceConfig {
        require(batchSize >= 1 && batchSize <= MAX, "batchSize must be 1-10000, was " + batchSize);
        require(retries >= 1 && retries <= MAX, "retries must be 1-10000, was " + retries);
        require(!window.isNegative() && window.toSeconds() <= 300, "window must be 0-300 s, was " + window);
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }

    /** Returns the ARN of the stream in the account of an emulator. */
    String arn(String region) {
        return "arn:aws:kinesis:" + region + ":000000000000:stream/" + stream;
    }
}
