package dev.trackbus.consumer;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.trackbus.function.Environment;
import dev.trackbus.function.KinesisFunctionHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Lambda handler of the event consumer, configured as {@code dev.trackbus.consumer.EventConsumerFunction}. */
public final class EventConsumerFunction implements RequestStreamHandler {
    private final KinesisFunctionHandler handler;

    /**
     * Reads the settings from the environment. Opens no connection.
     *
     * @throws IllegalArgumentException if a setting is invalid; the message names it
     */
    public EventConsumerFunction() {
        Environment environment = new Environment(System.getenv());
        this.handler = new KinesisFunctionHandler("event-consumer", EventConsumer.from(environment), environment);
    }

    /**
     * Stores a batch of records.
     *
     * @param in      Kinesis event as JSON
     * @param out     stream that receives the {@code ReportBatchItemFailures} response
     * @param context context of the invocation, which knows the remaining time
     * @throws IOException if the input is not a Kinesis event
     */
    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        handler.handleRequest(in, out, context);
    }
}
