package dev.trackbus.bench.micro;

import dev.trackbus.bus.Batch;
import dev.trackbus.bus.KinesisContract;
import dev.trackbus.kinesis.JournalSettings;
import dev.trackbus.kinesis.KinesisConfig;
import dev.trackbus.kinesis.KinesisVerticle;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Setup;

/**
 * {@link BusAsk} with the real KinesisVerticle behind it: what is more is encoding, the journal written and read back,
 * batches made and confirmed; the call itself is played.
 */
public class AppendedByKinesis extends OnLoop {
    private static final int SENDERS = 4;

    private Batch none;

    /** Kinesis takes everything at once. */
    @Setup
    public void open() throws IOException {
        Path folder = Files.createTempDirectory("trackbus-micro");
        JournalSettings journal =
                new JournalSettings(folder, JournalSettings.Mode.JOURNALED, JournalSettings.DEFAULT_MAX_BYTES);
        none = new Batch.Builder().build();
        loop.onLoop(bus -> bus.serve(KinesisContract.PUT_RECORDS, batch -> Future.succeededFuture(none)));
        loop.deploy(new KinesisVerticle(
                KinesisConfig.of("EventStream", journal), SENDERS, new SimpleMeterRegistry(), InstantSource.system()));
    }

    /** Has an event appended. */
    @Benchmark
    @OperationsPerInvocation(TIMES)
    public void append() {
        loop.ask(TIMES, () -> loop.bus().request(KinesisContract.APPEND, HotRequest.EVENT));
    }
}
