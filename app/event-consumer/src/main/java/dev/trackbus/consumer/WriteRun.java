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
 * The writes of one invocation, from the first call to an outcome for each item; made for it and then thrown away.
 *
 * <p>Items wait in one queue. A call takes the next 25; what DynamoDB leaves unprocessed goes back to the front, and the
 * run waits with full jitter before the next call. A call that is refused as invalid is cut in halves until the item stands
 * alone that is to blame; it is rejected only where the table takes another, for a table with other keys refuses every
 * item and must cost none. The run ends when the queue is empty, when the time is over, or at a fault that no repetition
 * mends; what is not stored and not rejected by then is to be delivered again.
 */
final class WriteRun {
    private static final Duration LEAST_LEFT = Duration.ofMillis(250);

    private final EventsTable table;
    private final Item sample;
    private final Waiting waiting;
    private final Deadline deadline;
    private final Deque<Item> queue;
    private final Map<String, Outcome> outcomes = new HashMap<>();
    private int failures;
    private boolean proven;
    private String stopped;

    /**
     * @param table    where to
     * @param sample   an item that the table must take, for the proof
     * @param waiting  how to wait after a failure
     * @param deadline when the outcomes must be there
     * @param items    what to write, each of another messageId
     */
    WriteRun(EventsTable table, Item sample, Waiting waiting, Deadline deadline, Collection<Item> items) {
        this.table = table;
        this.sample = sample;
        this.waiting = waiting;
        this.deadline = deadline;
        this.queue = new ArrayDeque<>(items);
        items.forEach(each -> outcomes.put(each.messageId(), null));
    }

    /**
     * Does all of it.
     *
     * @return each item's outcome by its messageId: stored, rejected, or to be delivered again
     */
    Map<String, Outcome> outcomes() {
        while (!queue.isEmpty() && stopped == null) {
            put(next());
        }
        outcomes.replaceAll((messageId, outcome) -> outcome == null ? new Outcome.Retry(stopped) : outcome);
        return outcomes;
    }

    private List<Item> next() {
        List<Item> next = new ArrayList<>(EventsTable.MOST_ITEMS);
        while (next.size() < EventsTable.MOST_ITEMS && !queue.isEmpty()) {
            next.add(queue.poll());
        }
        return next;
    }

    private void put(List<Item> items) {
        if (stopped != null || !hasTime(0)) {
            stop("the time is over");
            return;
        }
        try {
            List<Item> left = table.put(items, callTimeout());
            settle(items, left);
        } catch (SdkException e) {
            failed(items, e);
        }
    }

    private void settle(List<Item> items, List<Item> left) {
        Set<String> behind = left.stream().map(Item::messageId).collect(Collectors.toSet());
        for (Item each : items) {
            if (!behind.contains(each.messageId())) {
                outcomes.put(each.messageId(), new Outcome.Stored(OptionalLong.of(each.receivedAt())));
                proven = true;
            }
        }
        if (left.isEmpty()) {
            failures = 0;
        } else {
            again(left, "DynamoDB left " + left.size() + " of " + items.size() + " items unprocessed");
        }
    }

    private void failed(List<Item> items, SdkException fault) {
        switch (TableFault.of(fault)) {
            case INVALID -> isolate(items, TableFault.reason(fault));
            case PASSING -> again(items, TableFault.reason(fault));
            case LASTING -> stop(TableFault.reason(fault));
        }
    }

    private void again(List<Item> items, String reason) {
        for (int i = items.size() - 1; i >= 0; i--) {
            queue.addFirst(items.get(i));
        }
        failures++;
        long millis = waiting.delayMillis(failures);
        if (hasTime(millis)) {
            waiting.pause(millis);
        } else {
            stop(reason + "; no time is left to try again");
        }
    }

    private void isolate(List<Item> items, String reason) {
        if (!proven && !hasTime(0)) {
            stop("the time is over");
            return;
        }
        try {
            proven = proven || table.takes(sample, callTimeout());
        } catch (SdkException e) {
            failed(items, e);
            return;
        }
        if (!proven) {
            stop("the table takes no item at all: " + reason);
        } else if (items.size() == 1) {
            outcomes.put(items.get(0).messageId(), new Outcome.Rejected(reason));
        } else {
            int half = items.size() / 2;
            put(items.subList(0, half));
            put(items.subList(half, items.size()));
        }
    }

    private boolean hasTime(long afterMillis) {
        return deadline.left().minusMillis(afterMillis).compareTo(LEAST_LEFT) >= 0;
    }

    /** Positive even where a pause of the process has just eaten what was left. */
    private Duration callTimeout() {
        Duration left = deadline.left().plusMillis(1);
        return left.compareTo(DynamoDb.LONGEST_CALL) < 0 ? left : DynamoDb.LONGEST_CALL;
    }

    private void stop(String reason) {
        stopped = stopped == null ? reason : stopped;
    }
}
