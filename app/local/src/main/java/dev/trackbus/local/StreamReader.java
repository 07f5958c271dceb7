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
 * Follows all shards of a stream of events, those of a resharding too, on a thread of its own: what a terminal shows and
 * what a test judges. It asks each shard four times a second, which Kinesis allows, and goes on by itself after an
 * outage that left the stream's records alone.
 */
public final class StreamReader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StreamReader.class);
    private static final long PAUSE_MILLIS = 250;

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
     * Begins to follow a stream; from LATEST on, nothing that is put after this returns is missed. Blocks for some calls.
     *
     * @param endpoint where the stream is
     * @param stream   its name
     * @param from     TRIM_HORIZON or LATEST
     * @param consumer takes each event, on the reader's thread; one that is no event is logged and left out
     * @return the reader, which holds a client until it is closed
     * @throws SdkException if the stream cannot be read
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
        reader.thread.scheduleWithFixedDelay(reader::poll, 0, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
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
            if (!failing && !thread.isShutdown() && !ChildProcess.allAreEnding()) {
                LOG.warn("{} cannot be read, tried again until it can: {}", stream, e.getMessage());
            }
            failing = true;
        }
    }

    private void accept(Record each) {
        EventProto.TrackingEvent event;
        try {
            event = EventProto.TrackingEvent.parseFrom(each.data().asByteArrayUnsafe());
        } catch (InvalidProtocolBufferException e) {
            LOG.warn("{} holds a record that is no event: {}", stream, each.sequenceNumber());
            return;
        }
        consumer.accept(event);
    }

    /** Ends the thread and the client; returns when the consumer is called no more, or after some seconds. */
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
