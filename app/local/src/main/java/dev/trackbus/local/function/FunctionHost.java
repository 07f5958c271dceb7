package dev.trackbus.local.function;

import java.time.Duration;

/** Host of Lambda functions: the Lambda of LocalStack, or child processes. */
public interface FunctionHost extends AutoCloseable {
    /**
     * Starts a function. Blocks until it is ready for events.
     *
     * @param config function to start
     * @return duration of its start; for a child process the whole cold start, including the JVM
     * @throws dev.trackbus.local.MissingServiceException if it does not start
     */
    Duration start(FunctionConfig config);

    /**
     * Maps a stream to a function, from TRIM_HORIZON on. Blocks for some calls.
     *
     * @param function name of a started function
     * @param config   stream and batch settings
     * @param queueUrl queue for the positions of records whose retries are exhausted
     * @return the mapping; once closed, it does not invoke the function again
     */
    Mapping mapEventSource(String function, EventSourceConfig config, String queueUrl);

    /** Stops all functions and their mappings. */
    @Override
    void close();

    /** Active event source mapping. */
    @FunctionalInterface
    interface Mapping extends AutoCloseable {
        @Override
        void close();
    }
}
