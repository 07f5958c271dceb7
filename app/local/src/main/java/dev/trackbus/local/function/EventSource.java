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
 * Reads a stream from its start and drives a function with it, as Lambda's event source mapping does: each shard for
 * itself and in order, a closed shard before those that came out of it, nothing passed over that the function is not
 * done with. It remembers no position: a new one begins at the start again, and the function has to bear that.
 */
public final class EventSource implements FunctionHost.Source {
    private static final Logger LOG = LoggerFactory.getLogger(EventSource.class);
    private static final long PAUSE_MILLIS = 250;

    private final KinesisClient client;
    private final ShardDelivery.Route route;
    private final Map<String, ShardReader> readers = new LinkedHashMap<>();
    private final Map<String, ShardDelivery> deliveries = new LinkedHashMap<>();
    private final Set<String> finished = new HashSet<>();
    private final ScheduledExecutorService thread;
    private boolean shardsAreKnown;
    private boolean failing;

    private EventSource(KinesisClient client, ShardDelivery.Route route) {
        this.client = client;
        this.route = route;
        this.thread = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "event-source-" + route.plan().stream());
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * Begins to drive a function, on a thread of its own; a stream that cannot be read is tried again until it can.
     *
     * @param kinesis      where the stream is
     * @param plan         which stream, and how
     * @param function     what is driven
     * @param functionArn  its name in messages to the failure queue
     * @param failureQueue takes the positions of records that are given up; throws where it cannot
     * @return the source, which holds a client until it is closed
     */
    public static EventSource drive(
            KinesisEndpoint kinesis,
            EventSourcePlan plan,
            Invoker function,
            String functionArn,
            Consumer<String> failureQueue) {
        ShardDelivery.Route route =
                new ShardDelivery.Route(plan, plan.arn(kinesis.region()), functionArn, function, failureQueue);
        EventSource source = new EventSource(kinesis.client(), route);
        source.thread.scheduleWithFixedDelay(source::poll, 0, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
        return source;
    }

    /** A shard that fails does not hold the others. */
    private void poll() {
        boolean well = attempt(this::openShards);
        for (String shard : List.copyOf(readers.keySet())) {
            well &= attempt(() -> deliver(shard));
        }
        failing = !well;
    }

    private boolean attempt(Runnable step) {
        try {
            step.run();
            return true;
        } catch (RuntimeException e) {
            if (!failing && !thread.isShutdown() && !ChildProcess.allAreEnding()) {
                LOG.warn("{} is not delivered, it is tried again: {}", route.plan().stream(), e.getMessage());
            }
            return false;
        }
    }

    private void deliver(String shard) {
        deliveries.get(shard).advance();
        if (readers.get(shard).isAtItsEnd() && deliveries.get(shard).isIdle()) {
            readers.remove(shard);
            deliveries.remove(shard);
            finished.add(shard);
            shardsAreKnown = false;
        }
    }

    /** Those whose parents are read to their end; a parent that the stream no longer knows counts as such. */
    private void openShards() {
        if (shardsAreKnown) {
            return;
        }
        List<Shard> shards = client.listShards(request -> request.streamName(route.plan().stream()))
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
        shardsAreKnown = true;
    }

    private static Stream<String> parents(Shard shard) {
        return Stream.of(shard.parentShardId(), shard.adjacentParentShardId()).filter(parent -> parent != null);
    }

    private void open(String shard) {
        ShardReader reader = new ShardReader(client, route.plan().stream(), shard, ShardIteratorType.TRIM_HORIZON);
        RetryDelay delay = new RetryDelay(ThreadLocalRandom.current()::nextDouble);
        deliveries.put(shard, new ShardDelivery(route, shard, reader::page, Clock.systemUTC(), delay));
        readers.put(shard, reader);
    }

    /** Ends the thread and the client; returns when the function is called no more, or after some seconds. */
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
