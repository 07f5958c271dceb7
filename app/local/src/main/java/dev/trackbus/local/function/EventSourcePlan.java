package dev.trackbus.local.function;

import java.time.Duration;

/**
 * How a function is driven by a stream, as Lambda's event source mapping is told of it. The stream is read from its
 * start, and the function may report single records as failed.
 *
 * @param stream    name of the stream
 * @param batchSize records in a call, 1-10000
 * @param retries   how often a batch is repeated before its position goes to the failure queue, 1-10000
 * @param window    how long a batch that is not full waits for more, 0-300 s
 */
public record EventSourcePlan(String stream, int batchSize, int retries, Duration window) {
    private static final int MOST = 10_000;

    /**
     * Checks the numbers.
     *
     * @throws IllegalArgumentException if Lambda would not take them
     */
    public EventSourcePlan {
        require(batchSize >= 1 && batchSize <= MOST, "batchSize must be 1-10000, was " + batchSize);
        require(retries >= 1 && retries <= MOST, "retries must be 1-10000, was " + retries);
        require(!window.isNegative() && window.toSeconds() <= 300, "window must be 0-300 s, was " + window);
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }

    /** The name that AWS would give the stream in an emulator's account. */
    String arn(String region) {
        return "arn:aws:kinesis:" + region + ":000000000000:stream/" + stream;
    }
}
