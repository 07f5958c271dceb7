package dev.trackbus.kinesis;

import dev.trackbus.bus.Batch;
import dev.trackbus.bus.Bus;
import dev.trackbus.bus.KinesisContract;
import dev.trackbus.kinesis.aws.AwsClients;
import dev.trackbus.kinesis.deadletter.DeadLetterQueue;
import dev.trackbus.kinesis.deadletter.DeadLetterQueueConfig;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Duration;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Worker verticle that sends dead letters to an SQS queue: answers {@link KinesisContract#DEAD_LETTER}. One instance,
 * deployed only where such a queue is set.
 */
public final class DeadLetterVerticle extends VerticleBase {
    /** Timeout of a call. */
    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(5);

    private final String stream;
    private final DeadLetterQueueConfig queue;
    private Bus bus;
    private SqsClient client;

    /**
     * @param queue  URL and region of the queue
     * @param stream name of the data stream that rejected the events
     */
    public DeadLetterVerticle(DeadLetterQueueConfig queue, String stream) {
        this.queue = queue;
        this.stream = stream;
    }

    @Override
    public Future<?> start() {
        client = AwsClients.sqs(queue.aws(), CALL_TIMEOUT);
        bus = new Bus(vertx);
        DeadLetterQueue letters = new DeadLetterQueue(client, queue.url(), stream);
        return bus.serve(KinesisContract.DEAD_LETTER, batch -> send(letters, batch));
    }

    private Future<Batch> send(DeadLetterQueue letters, Batch batch) {
        return vertx.executeBlocking(() -> letters.send(batch));
    }

    @Override
    public Future<?> stop() {
        return bus.unregister().onComplete(withdrawn -> client.close());
    }
}
