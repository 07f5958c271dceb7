package dev.trackbus.consumer;

import com.sun.management.OperatingSystemMXBean;
import dev.trackbus.function.StreamRecord;
import dev.trackbus.proto.EventProto.TrackingEvent;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * Which write is the cheapest that is idempotent? Batches of 500 against DynamoDB Local, the ways taking turns; README.md
 * has the command and its figures.
 */
final class WriteComparison {
    private static final int BATCH = 500;
    private static final int TRANSACTION = 100;
    private static final ItemMapping MAPPING = Events.LASTING;
    private static final String CONDITION = "attribute_not_exists(messageId)";

    /** Writes a batch and says in how many calls. */
    private interface Way {
        int write(DynamoDbClient client, List<StreamRecord> records) throws Exception;
    }

    private WriteComparison() {}

    /**
     * Measures and prints a table.
     *
     * @param arguments how many batches for each way, default 20; and how many of them warm it up, default 10
     */
    public static void main(String[] arguments) throws Exception {
        int batches = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 20;
        int warmUp = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10;
        Map<String, Way> ways = new LinkedHashMap<>();
        ways.put("plain SDK loop, BatchWriteItem", WriteComparison::plain);
        ways.put("event consumer, BatchWriteItem", WriteComparison::consumer);
        ways.put("conditional PutItem", WriteComparison::conditional);
        ways.put("conditional TransactWriteItems", WriteComparison::transaction);
        Map<String, Figures> figures = new LinkedHashMap<>();
        try (DynamoDbLocal dynamo = DynamoDbLocal.start()) {
            for (int i = 0; i < warmUp + batches; i++) {
                for (Map.Entry<String, Way> way : ways.entrySet()) {
                    Figures one = round(dynamo, way.getValue());
                    if (i >= warmUp) {
                        figures.merge(way.getKey(), one, Figures::plus);
                    }
                }
            }
        }
        PrintStream out = System.out;
        figures.forEach((name, total) -> out.println(total.line(name)));
    }

    private static Figures round(DynamoDbLocal dynamo, Way way) throws Exception {
        List<StreamRecord> records = new ArrayList<>(BATCH);
        for (int i = 0; i < BATCH; i++) {
            records.add(Events.record(Events.event(i).toBuilder()
                    .setMessageId(UUID.randomUUID().toString())
                    .build()));
        }
        long server = dynamo.cpu().toNanos();
        long own = cpu();
        long began = System.nanoTime();
        int calls = way.write(dynamo.client(), records);
        return new Figures(
                BATCH,
                calls,
                System.nanoTime() - began,
                cpu() - own,
                dynamo.cpu().toNanos() - server);
    }

    private static long cpu() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    private static Map<String, AttributeValue> item(StreamRecord record) throws IOException {
        return MAPPING.item(TrackingEvent.parseFrom(record.data().duplicate())).attributes();
    }

    private static int consumer(DynamoDbClient client, List<StreamRecord> records) {
        new EventConsumer(new EventsTable(new DynamoDb(() -> client), "events"), MAPPING, Waiting.real())
                .process(records, Deadlines.far());
        return BATCH / EventsTable.MOST_ITEMS;
    }

    private static int plain(DynamoDbClient client, List<StreamRecord> records) throws IOException {
        for (int from = 0; from < BATCH; from += EventsTable.MOST_ITEMS) {
            List<WriteRequest> requests = new ArrayList<>();
            for (StreamRecord each : records.subList(from, from + EventsTable.MOST_ITEMS)) {
                Map<String, AttributeValue> item = item(each);
                requests.add(
                        WriteRequest.builder().putRequest(put -> put.item(item)).build());
            }
            client.batchWriteItem(it -> it.requestItems(Map.of("events", requests)));
        }
        return BATCH / EventsTable.MOST_ITEMS;
    }

    private static int conditional(DynamoDbClient client, List<StreamRecord> records) throws IOException {
        for (StreamRecord each : records) {
            Map<String, AttributeValue> item = item(each);
            try {
                client.putItem(it -> it.tableName("events").item(item).conditionExpression(CONDITION));
            } catch (ConditionalCheckFailedException e) {
                throw new IllegalStateException("every id is new", e);
            }
        }
        return BATCH;
    }

    private static int transaction(DynamoDbClient client, List<StreamRecord> records) throws IOException {
        for (int from = 0; from < BATCH; from += TRANSACTION) {
            List<Map<String, AttributeValue>> items = new ArrayList<>();
            for (StreamRecord each : records.subList(from, from + TRANSACTION)) {
                items.add(item(each));
            }
            client.transactWriteItems(it -> it.transactItems(items.stream()
                    .map(item -> TransactWriteItem.builder()
                            .put(put -> put.tableName("events").item(item).conditionExpression(CONDITION))
                            .build())
                    .toList()));
        }
        return BATCH / TRANSACTION;
    }

    /** What one way took: records, calls, and nanoseconds of the clock and of both processes' CPU. */
    private record Figures(long records, long calls, long clock, long own, long server) {
        Figures plus(Figures other) {
            return new Figures(
                    records + other.records,
                    calls + other.calls,
                    clock + other.clock,
                    own + other.own,
                    server + other.server);
        }

        String line(String name) {
            double per100k = 100_000.0 / records / 1e9;
            return String.format(
                    "| %s | %d | %.0f | %.2f | %.1f |",
                    name, calls * BATCH / records, records * 1e9 / clock, own * per100k, server * per100k);
        }
    }
}
