package dev.trackbus.updater;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.trackbus.function.Environment;
import dev.trackbus.function.KinesisFunctionHandler;
import dev.trackbus.function.Secrets;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** The Lambda's entry: its handler is {@code dev.trackbus.updater.CoreDataUpdater}. */
public final class CoreDataUpdater implements RequestStreamHandler {
    private final KinesisFunctionHandler shell;

    /**
     * Reads the settings; opens no connection.
     *
     * @throws IllegalArgumentException naming the setting that is wrong
     */
    public CoreDataUpdater() {
        this(new Environment(System.getenv()));
    }

    CoreDataUpdater(Environment environment) {
        UpdaterConfig config = UpdaterConfig.from(environment);
        PutScript script = new PutScript(config);
        RedisWriter writer = new RedisWriter(new RedisConnections(config, new Secrets()::named), script);
        shell = new KinesisFunctionHandler("core-data-updater", new UpdateStep(script, writer), environment);
    }

    /**
     * One batch of the core data stream.
     *
     * @throws IOException if the event is no Kinesis event
     */
    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        shell.handleRequest(event, answer, context);
    }
}
