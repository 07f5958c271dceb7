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
 * Reader of the items of given events. It polls the table on its own thread and delivers the items in the order of the
 * events, so a late item delays the others.
 */
final class ItemReader implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final long POLL_MILLIS = 100;

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
     * Starts to poll.
     *
     * @param client   DynamoDB client; closed with this reader
     * @param table    name of the table
     * @param consumer receives each item as JSON, on the reader's thread
     */
    ItemReader(DynamoDbClient client, String table, Consumer<String> consumer) {
        this.client = client;
        this.table = table;
        this.consumer = consumer;
        thread.scheduleWithFixedDelay(this::read, 0, POLL_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Adds an event whose item to deliver. Thread-safe. */
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

    /** Converts an item to plain JSON, with attributes in the order of their names. */
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
