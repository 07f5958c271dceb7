package dev.trackbus.bench.functions;

import dev.trackbus.bench.Spread;
import dev.trackbus.kinesis.stub.ScriptedKinesis;
import dev.trackbus.local.Checkout;
import dev.trackbus.local.KinesisEndpoint;
import dev.trackbus.local.Port;
import dev.trackbus.local.ServiceSettings;
import dev.trackbus.local.TrackbusProcess;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How long a changed program takes: from the moment when its record is handed to the function to the first answer of the
 * service that shows the change, that answer's own time included. The service is asked without a pause meanwhile, its
 * events go to a stub.
 */
final class PushLatency {
    private static final String PROGRAM = "212313";
    private static final int WARM_UP = 50;
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final HttpClient client = HttpClient.newHttpClient();
    private final ProgramStore store;
    private final Path folder;
    private int changes;

    PushLatency(ProgramStore store, Path folder) {
        this.store = store;
        this.folder = folder;
    }

    /**
     * Changes one program again and again.
     *
     * @param count how often, after 50 to warm up
     * @return milliseconds
     */
    Spread measure(int count) throws IOException, InterruptedException {
        Vertx vertx = Vertx.vertx();
        ScriptedKinesis stub = ScriptedKinesis.start(
                        vertx, new ScriptedKinesis.Setup(4, false, false, Optional.empty()))
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        try (TrackbusProcess trackbus = trackbus(stub);
                Contender updater = Contender.start(Contestant.CORE_DATA_UPDATER, store.settings(), folder)) {
            HttpRequest request = HttpRequest.newBuilder(trackbus.uri().resolve("/event/" + PROGRAM))
                    .build();
            for (int i = 0; i < WARM_UP; i++) {
                change(updater, request);
            }
            List<Double> millis = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                millis.add(change(updater, request) / 1e6);
            }
            return Spread.of(millis);
        } finally {
            vertx.close();
        }
    }

    private TrackbusProcess trackbus(ScriptedKinesis stub) {
        KinesisEndpoint kinesis = KinesisEndpoint.local(stub.endpoint().getPort());
        ServiceSettings settings =
                new ServiceSettings(Port.free(), Port.free(), store.port(), kinesis, folder.resolve("journal"));
        return TrackbusProcess.start(
                        Checkout.find().trackbusJar(), settings.environment(), folder.resolve("trackbus.log"))
                .awaitReady(Duration.ofSeconds(60));
    }

    private long change(Contender updater, HttpRequest request) throws IOException, InterruptedException {
        changes++;
        String name = "change " + changes;
        byte[] program = ProgramStore.program(PROGRAM, System.currentTimeMillis(), name, List.of());
        byte[] event = KinesisEventJson.of(List.of(program));
        String shown = '"' + name + '"';
        long began = System.nanoTime();
        updater.begin(List.of(event));
        while (!client.send(request, BodyHandlers.ofString()).body().contains(shown)) {
            if (System.nanoTime() - began > LIMIT.toNanos()) {
                throw new IOException("the answer shows no change after " + LIMIT.toSeconds() + " s");
            }
        }
        long nanos = System.nanoTime() - began;
        updater.end(1);
        return nanos;
    }
}
