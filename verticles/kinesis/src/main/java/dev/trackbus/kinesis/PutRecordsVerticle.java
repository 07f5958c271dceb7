package dev.trackbus.kinesis;

import dev.trackbus.bus.Batch;
import dev.trackbus.bus.Bus;
import dev.trackbus.bus.Failure;
import dev.trackbus.bus.FailureException;
import dev.trackbus.bus.KinesisContract;
import dev.trackbus.kinesis.aws.AwsClients;
import dev.trackbus.kinesis.aws.AwsConfig;
import dev.trackbus.kinesis.aws.PutRecordsClient;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.TrustManager;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/**
 * KinesisVerticle's worker half, the only place where AWS is called: serves {@link KinesisContract#SHIP}, each batch one
 * PutRecords call. Deployed as a worker on a pool of its own with as many threads as there are instances. The bus hands
 * batches round to the instances without asking which is busy, so a call runs beside the instance's other calls, on
 * whichever thread of the pool is free: one that hangs holds nobody.
 */
public final class PutRecordsVerticle extends VerticleBase {
    private final String stream;
    private final Supplier<KinesisClient> clients;
    private final Promise<Void> idle = Promise.promise();
    private Bus bus;
    private KinesisClient client;
    private PutRecordsClient putRecords;
    private int inFlight;
    private boolean stopping;

    /**
     * @param stream name of the data stream
     * @param aws    where it is
     */
    public PutRecordsVerticle(String stream, AwsConfig aws) {
        this(stream, aws, PutRecordsClient.CALL_TIMEOUT, Optional.empty());
    }

    PutRecordsVerticle(String stream, AwsConfig aws, Duration callTimeout, Optional<TrustManager> trust) {
        this(stream, () -> AwsClients.of(aws, callTimeout, trust));
    }

    /** @param clients makes a client for this instance alone */
    PutRecordsVerticle(String stream, Supplier<KinesisClient> clients) {
        this.stream = stream;
        this.clients = clients;
    }

    @Override
    public Future<?> start() {
        client = clients.get();
        putRecords = new PutRecordsClient(client, stream);
        bus = new Bus(vertx);
        return bus.answer(KinesisContract.SHIP, this::ship);
    }

    private Future<Batch> ship(Batch batch) {
        inFlight++;
        return vertx.executeBlocking(() -> putRecords.call(batch), false)
                .onComplete(ended -> {
                    inFlight--;
                    if (inFlight == 0 && stopping) {
                        idle.tryComplete();
                    }
                })
                .recover(this::failed);
    }

    /**
     * What Kinesis did not say speaks against no event: {@link Failure#INTERNAL} would. Of an error, such as a lack of memory,
     * the process hears.
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

    /** Cuts calls that are still in flight, and ends when their threads are free. */
    @Override
    public Future<?> stop() {
        return bus.withdraw().compose(withdrawn -> {
            stopping = true;
            client.close();
            return inFlight == 0 ? Future.succeededFuture() : idle.future();
        });
    }
}
