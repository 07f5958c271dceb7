package dev.trackbus.local.function;

import dev.trackbus.local.ChildProcess;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.kinesis.model.Record;

/**
 * Brings the records of one shard to a function, in their order. A record that the function is not done with holds those
 * behind it: it is repeated, after a growing delay, until the function is done with it or its position lies in the
 * failure queue. To be used by one thread.
 */
final class ShardDelivery {
    private static final Logger LOG = LoggerFactory.getLogger(ShardDelivery.class);

    private final Route route;
    private final String shardId;
    private final Supplier<List<Record>> pages;
    private final Clock clock;
    private final RetryDelay delay;
    private final List<Record> pending = new ArrayList<>();
    private Optional<KinesisBatch> repeated = Optional.empty();
    private int failures;
    private long dueMillis;
    private long waitingSince;

    ShardDelivery(Route route, String shardId, Supplier<List<Record>> pages, Clock clock, RetryDelay delay) {
        this.route = route;
        this.shardId = shardId;
        this.pages = pages;
        this.clock = clock;
        this.delay = delay;
    }

    /** Whether everything that was read is done with. */
    boolean isIdle() {
        return pending.isEmpty() && repeated.isEmpty();
    }

    /** Delivers what is there and due. Blocks for as long as the function works on it. */
    void advance() {
        Optional<KinesisBatch> batch = due();
        while (batch.isPresent()) {
            settle(batch.get(), invoke(batch.get()));
            batch = due();
        }
    }

    private Optional<KinesisBatch> due() {
        if (clock.millis() < dueMillis) {
            return Optional.empty();
        }
        return repeated.isPresent() ? repeated : next();
    }

    /** A batch as soon as it is full, or its first record has waited for the whole window. */
    private Optional<KinesisBatch> next() {
        int size = route.plan().batchSize();
        readUpTo(size);
        boolean isFull = pending.size() >= size;
        if (pending.isEmpty()
                || !isFull
                        && clock.millis() - waitingSince < route.plan().window().toMillis()) {
            return Optional.empty();
        }
        KinesisBatch batch = KinesisBatch.ofFirst(route.streamArn(), shardId, pending, size);
        pending.subList(0, batch.records().size()).clear();
        waitingSince = clock.millis();
        return Optional.of(batch);
    }

    private void readUpTo(int size) {
        boolean more = true;
        while (more && pending.size() < size) {
            if (pending.isEmpty()) {
                waitingSince = clock.millis();
            }
            more = pending.addAll(pages.get());
        }
    }

    private Result invoke(KinesisBatch batch) {
        try {
            return route.invoker().invoke(batch.event());
        } catch (RuntimeException e) {
            return Result.failure(e.getMessage());
        }
    }

    private void settle(KinesisBatch batch, Result result) {
        int done = batch.done(result);
        if (done == batch.records().size()) {
            repeated = Optional.empty();
            failures = 0;
            return;
        }
        repeated = Optional.of(batch.from(done));
        if (failures == 0 && !ChildProcess.allAreEnding()) {
            LOG.warn("{} failed on {}, it is tried again: {}", route.functionArn(), shardId, result.body());
        }
        failures = done > 0 ? 1 : failures + 1;
        dueMillis = clock.millis() + delay.millis(failures);
        if (failures > route.plan().retries()) {
            giveUp(repeated.get());
        }
    }

    /** Where the failure queue does not take it, it is repeated all the same. */
    private void giveUp(KinesisBatch batch) {
        route.failureQueue().accept(batch.positions(route.functionArn(), failures, clock.instant()));
        LOG.warn(
                "{} gave {} records of {} up",
                route.functionArn(),
                batch.records().size(),
                shardId);
        repeated = Optional.empty();
        failures = 0;
        dueMillis = 0;
    }

    /**
     * From which stream to which function, and where what is given up is told.
     *
     * @param plan         how large, how often
     * @param streamArn    of the stream
     * @param functionArn  of the function
     * @param invoker      the function
     * @param failureQueue takes a message; throws where it cannot
     */
    record Route(
            EventSourcePlan plan,
            String streamArn,
            String functionArn,
            Invoker invoker,
            Consumer<String> failureQueue) {}
}
