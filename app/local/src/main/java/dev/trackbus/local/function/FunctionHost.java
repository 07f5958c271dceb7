package dev.trackbus.local.function;

import java.time.Duration;

/** Where functions run: in LocalStack's Lambda, or as processes that we start. */
public interface FunctionHost extends AutoCloseable {
    /**
     * Makes a function ready for events. Blocks.
     *
     * @param plan what to run
     * @return how long its initialisation took: of a process that is the whole cold start, the JVM's included
     * @throws dev.trackbus.local.MissingServiceException if it does not start
     */
    Duration start(FunctionPlan plan);

    /**
     * Drives a function with a stream, from the stream's start on. Blocks for some calls.
     *
     * @param function name of one that was started
     * @param source   which stream, and how
     * @param queueUrl takes the positions of records that are given up
     * @return the event source; closed, it calls the function no more, and a new one begins at the start again
     */
    Source drive(String function, EventSourcePlan source, String queueUrl);

    /** Ends all functions and their sources. */
    @Override
    void close();

    /** What drives a function. */
    @FunctionalInterface
    interface Source extends AutoCloseable {
        @Override
        void close();
    }
}
