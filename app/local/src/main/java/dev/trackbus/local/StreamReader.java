package dev.trackbus.local;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.trackbus.proto.EventProto;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/**
 * Reader of all shards of an event stream, for the terminal and for tests. It runs on its own thread, follows reshards
 * and polls each shard four times a second, within the limit of Kinesis. After an outage it continues where it stopped.
 */
public final class StreamReader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StreamReader.class);
    private static final long POLL_MILLIS = 250;

    private final KinesisClient client;
    private final String stream;
    private final Consumer<EventProto.TrackingEvent> consumer;
    private final Map<String, ShardReader> open = new HashMap<>();
    private final Set<String> finished = new HashSet<>();
    private final ScheduledExecutorService thread;
    private boolean failing;

    private StreamReader(KinesisClient client, String stream, Consumer<EventProto.TrackingEvent> consumer) {
        this.client = client;
        this.stream = stream;
        this.consumer = consumer;
        this.thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "stream-reader-" + stream);
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Starts to read a stream. With LATEST, it reads all records that are put after this method returns. Blocks for
     * some calls.
     *
     * @param endpoint endpoint of the stream
     * @param stream   name of the stream
     * @param from     TRIM_HORIZON or LATEST
     * @param consumer receives each event, on the reader's thread; a record that is not an event is logged and skipped
     * @return the reader, which uses a client until it is closed
     * @throws SdkException if a call fails
     */
    public static StreamReader follow(
            KinesisEndpoint endpoint,
            String stream,
            ShardIteratorType from,
            Consumer<EventProto.TrackingEvent> consumer) {
        StreamReader reader = new StreamReader(endpoint.client(), stream, consumer);
        try {
            reader.openShards(from);
        } catch (SdkException e) {
            reader.close();
            throw e;
        }
        reader.thread.scheduleWithFixedDelay(reader::poll, 0, POLL_MILLIS, TimeUnit.MILLISECONDS);
        return reader;
    }

    private void openShards(ShardIteratorType from) {
        for (Shard shard :
                client.listShards(request -> request.streamName(stream)).shards()) {
            String id = shard.shardId();
            if (!open.containsKey(id) && !finished.contains(id)) {
                open.put(id, new ShardReader(client, stream, id, from));
            }
        }
    }

    private void poll() {
        try {
            for (String shard : Set.copyOf(open.keySet())) {
                if (!open.get(shard).read(this::accept)) {
                    open.remove(shard);
                    finished.add(shard);
                    openShards(ShardIteratorType.TRIM_HORIZON);
                }
            }
            failing = false;
        } catch (RuntimeException e) {
            if (!failing && !thread.isShutdown() && !ChildProcess.isShuttingDown()) {
                LOG.warn("Cannot read stream {}; retrying every {} ms: {}", stream, POLL_MILLIS, e.getMessage());
            }
            failing = true;
        }
    }

    private void accept(Record each) {
        EventProto.TrackingEvent event;
        try {
            event = EventProto.TrackingEvent.parseFrom(each.data().asByteArrayUnsafe());
        } catch (InvalidProtocolBufferException e) {
            LOG.warn("Skipped record {} of stream {}: it is not an event", each.sequenceNumber(), stream);
            return;
        }
        consumer.accept(event);
    }

    /** Stops the thread and closes the client. Blocks until the consumer has returned, 5 s at most. */
    @Override
    public void close() {
        thread.shutdownNow();
        try {
            thread.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        client.close();
    }
}
