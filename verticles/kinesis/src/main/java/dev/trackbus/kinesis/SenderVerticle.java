package dev.trackbus.kinesis;

import dev.trackbus.bus.Batch;
import dev.trackbus.bus.Bus;
import dev.trackbus.bus.Failure;
import dev.trackbus.bus.FailureException;
import dev.trackbus.bus.KinesisContract;
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
public final class SenderVerticle extends VerticleBase {
    /** The longest that a call may take; shorter than the deadline of {@link KinesisContract#SHIP}. */
    static final Duration CALL_TIMEOUT = Duration.ofSeconds(10);

    private final String stream;
    private final Supplier<KinesisClient> clients;
    private final Promise<Void> idle = Promise.promise();
    private Bus bus;
    private KinesisClient client;
    private PutRecords putRecords;
    private int inFlight;
    private boolean stopping;

    /**
     * @param stream name of the data stream
     * @param aws    where it is
     */
    public SenderVerticle(String stream, AwsConfig aws) {
        this(stream, aws, CALL_TIMEOUT, Optional.empty());
    }

    SenderVerticle(String stream, AwsConfig aws, Duration callTimeout, Optional<TrustManager> trust) {
        this(stream, () -> AwsClient.of(aws, callTimeout, trust));
    }

    /** @param clients makes a client for this instance alone */
    SenderVerticle(String stream, Supplier<KinesisClient> clients) {
        this.stream = stream;
        this.clients = clients;
    }

    @Override
    public Future<?> start() {
        client = clients.get();
        putRecords = new PutRecords(client, stream);
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
