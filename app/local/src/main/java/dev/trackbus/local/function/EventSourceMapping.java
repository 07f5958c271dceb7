package dev.trackbus.local.function;

import dev.trackbus.local.ChildProcess;
import dev.trackbus.local.KinesisEndpoint;
import dev.trackbus.local.ShardReader;
import java.time.Clock;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/**
 * Event source mapping that reads a stream from TRIM_HORIZON and invokes a function with its records, like that of
 * Lambda. It processes shards independently, each in order, and a parent shard before its children. It skips no record
 * that the function has not completed. It has no checkpoint: a new mapping starts at TRIM_HORIZON, so functions must be
 * idempotent.
 */
public final class EventSourceMapping implements FunctionHost.Mapping {
    private static final Logger LOG = LoggerFactory.getLogger(EventSourceMapping.class);
    private static final long POLL_MILLIS = 250;

    private final KinesisClient client;
    private final ShardDelivery.Target target;
    private final Map<String, ShardReader> readers = new LinkedHashMap<>();
    private final Map<String, ShardDelivery> deliveries = new LinkedHashMap<>();
    private final Set<String> finished = new HashSet<>();
    private final ScheduledExecutorService thread;
    private boolean shardsListed;
    private boolean failing;

    private EventSourceMapping(KinesisClient client, ShardDelivery.Target target) {
        this.client = client;
        this.target = target;
        this.thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "event-source-" + target.config().stream());
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Starts a mapping on its own thread. It retries a stream that cannot be read until it can.
     *
     * @param kinesis      endpoint of the stream
     * @param config       stream and batch settings
     * @param function     function to invoke
     * @param functionArn  ARN of the function in messages to the failure queue
     * @param failureQueue receives the positions of records whose retries are exhausted; throws if it fails
     * @return the mapping, which uses a client until it is closed
     */
    public static EventSourceMapping start(
            KinesisEndpoint kinesis,
            EventSourceConfig config,
            FunctionInvoker function,
            String functionArn,
            Consumer<String> failureQueue) {
        ShardDelivery.Target target =
                new ShardDelivery.Target(config, config.arn(kinesis.region()), functionArn, function, failureQueue);
        EventSourceMapping source = new EventSourceMapping(kinesis.client(), target);
        source.thread.scheduleWithFixedDelay(source::poll, 0, POLL_MILLIS, TimeUnit.MILLISECONDS);
        return source;
    }

    /** Polls all shards. A failing shard does not delay the others. */
    private void poll() {
        boolean succeeded = attempt(this::openShards);
        for (String shard : List.copyOf(readers.keySet())) {
            succeeded &= attempt(() -> deliver(shard));
        }
        failing = !succeeded;
    }

    private boolean attempt(Runnable step) {
        try {
            step.run();
            return true;
        } catch (RuntimeException e) {
            if (!failing && !thread.isShutdown() && !ChildProcess.isShuttingDown()) {
                LOG.warn(
                        "Cannot deliver stream {}; retrying every {} ms: {}",
                        target.config().stream(),
                        POLL_MILLIS,
                        e.getMessage());
            }
            return false;
        }
    }

    private void deliver(String shard) {
        deliveries.get(shard).deliver();
        if (readers.get(shard).isExhausted() && deliveries.get(shard).isIdle()) {
            readers.remove(shard);
            deliveries.remove(shard);
            finished.add(shard);
            shardsListed = false;
        }
    }

    /** Opens the shards whose parents have been read to their end. A parent that no longer exists counts as read. */
    private void openShards() {
        if (shardsListed) {
            return;
        }
        List<Shard> shards = client.listShards(request -> request.streamName(target.config().stream()))
                .shards();
        Set<String> unfinished =
                new HashSet<>(shards.stream().map(Shard::shardId).toList());
        unfinished.removeAll(finished);
        for (Shard shard : shards) {
            boolean isNext = unfinished.contains(shard.shardId()) && !readers.containsKey(shard.shardId());
            if (isNext && parents(shard).noneMatch(unfinished::contains)) {
                open(shard.shardId());
            }
        }
        shardsListed = true;
    }

    private static Stream<String> parents(Shard shard) {
        return Stream.of(shard.parentShardId(), shard.adjacentParentShardId()).filter(parent -> parent != null);
    }

    private void open(String shard) {
        ShardReader reader = new ShardReader(client, target.config().stream(), shard, ShardIteratorType.TRIM_HORIZON);
        RetryDelay delay = new RetryDelay(ThreadLocalRandom.current()::nextDouble);
        deliveries.put(shard, new ShardDelivery(target, shard, reader::page, Clock.systemUTC(), delay));
        readers.put(shard, reader);
    }

    /** Stops the thread and closes the client. Blocks until the current invocation has returned, 5 s at most. */
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
