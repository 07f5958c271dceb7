package dev.trackbus.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Shows the item of each event as soon as the table has it, in the order of the events: one whose item is late holds the
 * others. On a thread of its own.
 */
final class ItemReader implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final long PAUSE_MILLIS = 100;

    private final DynamoDbClient client;
    private final String table;
    private final Consumer<String> consumer;
    private final Queue<String> awaited = new ConcurrentLinkedQueue<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "item-reader");
        thread.setDaemon(true);
        return thread;
    });

    /**
     * Begins to read.
     *
     * @param client   closed with this
     * @param consumer takes each item as JSON, on the reader's thread
     */
    ItemReader(DynamoDbClient client, String table, Consumer<String> consumer) {
        this.client = client;
        this.table = table;
        this.consumer = consumer;
        thread.scheduleWithFixedDelay(this::read, 0, PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** An event whose item is to be shown; by any thread. */
    void await(String messageId) {
        awaited.add(messageId);
    }

    private void read() {
        Optional<String> item = next();
        while (item.isPresent()) {
            awaited.remove();
            consumer.accept(item.get());
            item = next();
        }
    }

    private Optional<String> next() {
        String messageId = awaited.peek();
        return messageId == null ? Optional.empty() : find(messageId);
    }

    private Optional<String> find(String messageId) {
        try {
            Map<String, AttributeValue> key = Map.of("messageId", AttributeValue.fromS(messageId));
            Map<String, AttributeValue> item =
                    client.getItem(request -> request.tableName(table).key(key)).item();
            return item.isEmpty() ? Optional.empty() : Optional.of(json(item).toString());
        } catch (SdkException e) {
            return Optional.empty();
        }
    }

    /** An item in plain JSON, its attributes by their names. */
    static ObjectNode json(Map<String, AttributeValue> item) {
        ObjectNode object = JSON.createObjectNode();
        new TreeMap<>(item).forEach((name, value) -> object.set(name, json(value)));
        return object;
    }

    private static JsonNode json(AttributeValue value) {
        return switch (value.type()) {
            case S -> JSON.getNodeFactory().textNode(value.s());
            case N -> JSON.getNodeFactory().numberNode(new BigDecimal(value.n()));
            case BOOL -> JSON.getNodeFactory().booleanNode(value.bool());
            case M -> json(value.m());
            case SS -> JSON.valueToTree(value.ss());
            default -> JSON.getNodeFactory().textNode(value.toString());
        };
    }

    @Override
    public void close() {
        thread.shutdownNow();
        client.close();
    }
}
