package dev.trackbus.updater;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.trackbus.function.Environment;
import dev.trackbus.function.KinesisFunctionHandler;
import dev.trackbus.function.Secrets;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Lambda handler of the core data updater, configured as {@code dev.trackbus.updater.CoreDataUpdater}. */
public final class CoreDataUpdater implements RequestStreamHandler {
    private final KinesisFunctionHandler handler;

    /**
     * Reads the settings from the environment. Opens no connection.
     *
     * @throws IllegalArgumentException if a setting is invalid; the message names it
     */
    public CoreDataUpdater() {
        this(new Environment(System.getenv()));
    }

    CoreDataUpdater(Environment environment) {
        UpdaterConfig config = UpdaterConfig.from(environment);
        PutScript script = new PutScript(config);
        RedisWriter writer = new RedisWriter(new RedisConnectionFactory(config, new Secrets()::named), script);
        handler = new KinesisFunctionHandler("core-data-updater", new CoreDataProcessor(script, writer), environment);
    }

    /**
     * Writes the programs of a batch to Redis.
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
