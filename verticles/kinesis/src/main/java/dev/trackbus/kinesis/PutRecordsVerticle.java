package dev.trackbus.kinesis;

import dev.trackbus.bus.Batch;
import dev.trackbus.bus.Bus;
import dev.trackbus.bus.Failure;
import dev.trackbus.bus.FailureException;
import dev.trackbus.bus.KinesisContract;
import dev.trackbus.kinesis.aws.AwsConfig;
import dev.trackbus.kinesis.aws.PutRecordsClient;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.util.function.Supplier;

/**
 * Worker verticle that calls Kinesis: answers {@link KinesisContract#PUT_RECORDS} with one PutRecords call per batch. Deployed as
 * a worker on a pool of its own, with as many threads as instances.
 *
 * <p>The bus distributes batches round-robin, without regard to busy instances. So each call runs on any free thread of the
 * pool beside other calls of its instance, and a call that hangs delays no other.
 */
public final class PutRecordsVerticle extends VerticleBase {
    private final Supplier<PutRecordsClient> clients;
    private final Promise<Void> idle = Promise.promise();
    private Bus bus;
    private PutRecordsClient client;
    private int inFlight;
    private boolean stopping;

    /**
     * @param stream name of the data stream
     * @param aws    region, endpoint and credentials
     */
    public PutRecordsVerticle(String stream, AwsConfig aws) {
        this(() -> PutRecordsClient.open(aws, stream));
    }

    /** @param clients creates a client for this instance alone */
    PutRecordsVerticle(Supplier<PutRecordsClient> clients) {
        this.clients = clients;
    }

    @Override
    public Future<?> start() {
        client = clients.get();
        bus = new Bus(vertx);
        return bus.serve(KinesisContract.PUT_RECORDS, this::ship);
    }

    private Future<Batch> ship(Batch batch) {
        inFlight++;
        return vertx.executeBlocking(() -> client.put(batch), false)
                .onComplete(ended -> {
                    inFlight--;
                    if (inFlight == 0 && stopping) {
                        idle.tryComplete();
                    }
                })
                .recover(this::failed);
    }

    /**
     * Maps a fault that is no answer of Kinesis to {@link Failure#UNAVAILABLE}: {@link Failure#INTERNAL} would make the
     * records suspects. Rethrows an {@link Error}, such as a lack of memory, on the event loop for the process to exit.
     */
    private Future<Batch> failed(Throwable fault) {
        if (fault instanceof FailureException) {
            return Future.failedFuture(fault);
        }
        if (fault instanceof Error error) {
            context.runOnContext(now -> {
                throw error;
            });
        }
        return Future.failedFuture(new FailureException(
                Failure.UNAVAILABLE, fault.getClass().getSimpleName() + ": " + fault.getMessage()));
    }

    /** Aborts calls in flight and completes when their threads are free. */
    @Override
    public Future<?> stop() {
        return bus.unregister().compose(withdrawn -> {
            stopping = true;
            client.close();
            return inFlight == 0 ? Future.succeededFuture() : idle.future();
        });
    }
}
