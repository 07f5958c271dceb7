package dev.trackbus.consumer;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.trackbus.function.Environment;
import dev.trackbus.function.KinesisFunctionHandler;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** The handler that Lambda is told: {@code dev.trackbus.consumer.EventConsumerFunction}. */
public final class EventConsumerFunction implements RequestStreamHandler {
    private final KinesisFunctionHandler shell;

    /**
     * Reads the settings from the environment; opens no connection.
     *
     * @throws IllegalArgumentException naming the setting that is wrong
     */
    public EventConsumerFunction() {
        Environment environment = new Environment(System.getenv());
        this.shell = new KinesisFunctionHandler("event-consumer", EventConsumer.from(environment), environment);
    }

    /**
     * Stores a batch.
     *
     * @param in      the Kinesis event
     * @param out     takes the answer of {@code ReportBatchItemFailures}
     * @param context says how much time is left
     * @throws IOException if the input is no Kinesis event
     */
    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        shell.handleRequest(in, out, context);
    }
}
