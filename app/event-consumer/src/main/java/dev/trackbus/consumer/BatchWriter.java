package dev.trackbus.consumer;

import dev.trackbus.function.Deadline;
import dev.trackbus.function.Outcome;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Writer of the items of one invocation, used once.
 *
 * <p>Items wait in one queue, and each call writes the next 25. Unprocessed items return to the front of the queue, and
 * the writer backs off with full jitter. If DynamoDB rejects a call as invalid, the writer bisects it until the invalid
 * item is alone. It rejects that item only if the table accepts another one: a table with a wrong key schema rejects
 * every item, and must not cost an event. The writer stops when the queue is empty, the deadline is near or an error is
 * permanent. The outcome of the remaining items is then {@code Retry}.
 */
final class BatchWriter {
    private static final Duration MIN_REMAINING = Duration.ofMillis(250);

    private final EventsTable table;
    private final Item sample;
    private final BackoffSleeper sleeper;
    private final Deadline deadline;
    private final Deque<Item> queue;
    private final Map<String, Outcome> outcomes = new HashMap<>();
    private int failures;
    private boolean tableAccepts;
    private String stopReason;

    /**
     * Creates a writer.
     *
     * @param table    table to write to
     * @param sample   item for {@link EventsTable#accepts}
     * @param sleeper  delay after a failed call
     * @param deadline time by which {@link #outcomes()} must return
     * @param items    items to write, with distinct messageIds
     */
    BatchWriter(EventsTable table, Item sample, BackoffSleeper sleeper, Deadline deadline, Collection<Item> items) {
        this.table = table;
        this.sample = sample;
        this.sleeper = sleeper;
        this.deadline = deadline;
        this.queue = new ArrayDeque<>(items);
        items.forEach(each -> outcomes.put(each.messageId(), null));
    }

    /**
     * Writes all items. Blocks until the deadline at most.
     *
     * @return outcomes by messageId: stored, rejected or retry
     */
    Map<String, Outcome> outcomes() {
        while (!queue.isEmpty() && stopReason == null) {
            write(next());
        }
        outcomes.replaceAll((messageId, outcome) -> outcome == null ? new Outcome.Retry(stopReason) : outcome);
        return outcomes;
    }

    private List<Item> next() {
        List<Item> next = new ArrayList<>(EventsTable.MAX_ITEMS);
        while (next.size() < EventsTable.MAX_ITEMS && !queue.isEmpty()) {
            next.add(queue.poll());
        }
        return next;
    }

    private void write(List<Item> items) {
        if (stopReason != null || !hasTime(0)) {
            stop("not attempted: less than " + MIN_REMAINING.toMillis() + " ms left before the deadline");
            return;
        }
        try {
            List<Item> unprocessed = table.write(items, callTimeout());
            recordStored(items, unprocessed);
        } catch (SdkException e) {
            failed(items, e);
        }
    }

    private void recordStored(List<Item> items, List<Item> unprocessed) {
        Set<String> unprocessedIds = unprocessed.stream().map(Item::messageId).collect(Collectors.toSet());
        for (Item each : items) {
            if (!unprocessedIds.contains(each.messageId())) {
                outcomes.put(each.messageId(), new Outcome.Stored(OptionalLong.of(each.receivedAt())));
                tableAccepts = true;
            }
        }
        if (unprocessed.isEmpty()) {
            failures = 0;
        } else {
            requeue(unprocessed, "DynamoDB left " + unprocessed.size() + " of " + items.size() + " items unprocessed");
        }
    }

    private void failed(List<Item> items, SdkException fault) {
        switch (DynamoDbErrorKind.of(fault)) {
            case INVALID -> isolate(items, DynamoDbErrorKind.reason(fault));
            case TRANSIENT -> requeue(items, DynamoDbErrorKind.reason(fault));
            case PERMANENT -> stop(DynamoDbErrorKind.reason(fault));
        }
    }

    private void requeue(List<Item> items, String reason) {
        for (int i = items.size() - 1; i >= 0; i--) {
            queue.addFirst(items.get(i));
        }
        failures++;
        long millis = sleeper.delayMillis(failures);
        if (hasTime(millis)) {
            sleeper.sleep(millis);
        } else {
            stop(reason + "; no time left for a retry before the deadline");
        }
    }

    private void isolate(List<Item> items, String reason) {
        if (!tableAccepts && !hasTime(0)) {
            stop("not attempted: less than " + MIN_REMAINING.toMillis() + " ms left before the deadline");
            return;
        }
        try {
            tableAccepts = tableAccepts || table.accepts(sample, callTimeout());
        } catch (SdkException e) {
            failed(items, e);
            return;
        }
        if (!tableAccepts) {
            stop("the table rejects every item, check its key schema: " + reason);
        } else if (items.size() == 1) {
            outcomes.put(items.get(0).messageId(), new Outcome.Rejected(reason));
        } else {
            int half = items.size() / 2;
            write(items.subList(0, half));
            write(items.subList(half, items.size()));
        }
    }

    private boolean hasTime(long afterMillis) {
        return deadline.left().minusMillis(afterMillis).compareTo(MIN_REMAINING) >= 0;
    }

    /** Returns the timeout of the next call. It is positive even if the deadline has passed since the last check. */
    private Duration callTimeout() {
        Duration left = deadline.left().plusMillis(1);
        return left.compareTo(LazyDynamoDbClient.CALL_TIMEOUT) < 0 ? left : LazyDynamoDbClient.CALL_TIMEOUT;
    }

    private void stop(String reason) {
        stopReason = stopReason == null ? reason : stopReason;
    }
}
