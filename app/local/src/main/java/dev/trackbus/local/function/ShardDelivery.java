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
 * Delivery of the records of one shard to a function, in order. A failed record blocks the records after it. It is
 * retried with backoff until the function completes it, or its position is in the failure queue. For one thread.
 */
final class ShardDelivery {
    private static final Logger LOG = LoggerFactory.getLogger(ShardDelivery.class);

    private final Target target;
    private final String shardId;
    private final Supplier<List<Record>> pages;
    private final Clock clock;
    private final RetryDelay delay;
    private final List<Record> pending = new ArrayList<>();
    private Optional<KinesisBatch> retryBatch = Optional.empty();
    private int failures;
    private long nextAttemptMillis;
    private long windowStartMillis;

    ShardDelivery(Target target, String shardId, Supplier<List<Record>> pages, Clock clock, RetryDelay delay) {
        this.target = target;
        this.shardId = shardId;
        this.pages = pages;
        this.clock = clock;
        this.delay = delay;
    }

    /** Returns whether the function has completed all records that were read. */
    boolean isIdle() {
        return pending.isEmpty() && retryBatch.isEmpty();
    }

    /** Delivers all batches that are due. Blocks while the function processes them. */
    void deliver() {
        Optional<KinesisBatch> batch = due();
        while (batch.isPresent()) {
            handleResult(batch.get(), invoke(batch.get()));
            batch = due();
        }
    }

    private Optional<KinesisBatch> due() {
        if (clock.millis() < nextAttemptMillis) {
            return Optional.empty();
        }
        return retryBatch.isPresent() ? retryBatch : next();
    }

    /** Returns a batch if it is full, or if its first record has waited for the whole window. */
    private Optional<KinesisBatch> next() {
        int size = target.config().batchSize();
        readUpTo(size);
        boolean isFull = pending.size() >= size;
        if (pending.isEmpty()
                || !isFull
                        && clock.millis() - windowStartMillis
                                < target.config().window().toMillis()) {
            return Optional.empty();
        }
        KinesisBatch batch = KinesisBatch.ofFirst(target.streamArn(), shardId, pending, size);
        pending.subList(0, batch.records().size()).clear();
        windowStartMillis = clock.millis();
        return Optional.of(batch);
    }

    private void readUpTo(int size) {
        boolean more = true;
        while (more && pending.size() < size) {
            if (pending.isEmpty()) {
                windowStartMillis = clock.millis();
            }
            more = pending.addAll(pages.get());
        }
    }

    private InvocationResult invoke(KinesisBatch batch) {
        try {
            return target.invoker().invoke(batch.event());
        } catch (RuntimeException e) {
            return InvocationResult.failure(e.getMessage());
        }
    }

    private void handleResult(KinesisBatch batch, InvocationResult result) {
        int completed = batch.completed(result);
        if (completed == batch.records().size()) {
            retryBatch = Optional.empty();
            failures = 0;
            return;
        }
        retryBatch = Optional.of(batch.from(completed));
        if (failures == 0 && !ChildProcess.isShuttingDown()) {
            LOG.warn("Function {} failed on {}; retrying: {}", target.functionArn(), shardId, result.body());
        }
        failures = completed > 0 ? 1 : failures + 1;
        nextAttemptMillis = clock.millis() + delay.millis(failures);
        if (failures > target.config().retries()) {
            sendToFailureQueue(retryBatch.get());
        }
    }

    /**
     * Sends the position of a batch to the failure queue and drops the batch. If the queue throws, the batch is
     * retried.
     */
    private void sendToFailureQueue(KinesisBatch batch) {
        target.failureQueue().accept(batch.positions(target.functionArn(), failures, clock.instant()));
        LOG.warn(
                "Function {} failed on {} records of {} after {} attempts; their position is in the failure queue",
                target.functionArn(),
                batch.records().size(),
                shardId,
                failures);
        retryBatch = Optional.empty();
        failures = 0;
        nextAttemptMillis = 0;
    }

    /**
     * Target of the delivery.
     *
     * @param config       stream and batch settings
     * @param streamArn    ARN of the stream
     * @param functionArn  ARN of the function
     * @param invoker      function to invoke
     * @param failureQueue receives a message for records whose retries are exhausted; throws if it fails
     */
    record Target(
            EventSourceConfig config,
            String streamArn,
            String functionArn,
            FunctionInvoker invoker,
            Consumer<String> failureQueue) {}
}
