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
 * Benchmark of idempotent writes: batches of 500 events against DynamoDB Local, strategies in turn. README.md has the
 * command and its measurements.
 */
final class WriteBenchmark {
    private static final int BATCH = 500;
    private static final int TRANSACTION = 100;
    private static final ItemMapping MAPPING = Events.MAPPING;
    private static final String CONDITION = "attribute_not_exists(messageId)";

    /** Strategy that writes a batch and returns the number of its calls. */
    private interface WriteStrategy {
        int write(DynamoDbClient client, List<StreamRecord> records) throws Exception;
    }

    private WriteBenchmark() {}

    /**
     * Measures each strategy and prints a table.
     *
     * @param arguments number of measured batches per strategy (default 20), number of warm-up batches before (default
     *                  10)
     */
    public static void main(String[] arguments) throws Exception {
        int batches = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 20;
        int warmUp = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10;
        Map<String, WriteStrategy> strategies = new LinkedHashMap<>();
        strategies.put("plain SDK loop, BatchWriteItem", WriteBenchmark::plain);
        strategies.put("event consumer, BatchWriteItem", WriteBenchmark::consumer);
        strategies.put("conditional PutItem", WriteBenchmark::conditional);
        strategies.put("conditional TransactWriteItems", WriteBenchmark::transaction);
        Map<String, Measurement> measurements = new LinkedHashMap<>();
        try (DynamoDbLocal dynamo = DynamoDbLocal.start()) {
            for (int i = 0; i < warmUp + batches; i++) {
                for (Map.Entry<String, WriteStrategy> strategy : strategies.entrySet()) {
                    Measurement round = round(dynamo, strategy.getValue());
                    if (i >= warmUp) {
                        measurements.merge(strategy.getKey(), round, Measurement::plus);
                    }
                }
            }
        }
        PrintStream out = System.out;
        measurements.forEach((name, total) -> out.println(total.line(name)));
    }

    private static Measurement round(DynamoDbLocal dynamo, WriteStrategy strategy) throws Exception {
        List<StreamRecord> records = new ArrayList<>(BATCH);
        for (int i = 0; i < BATCH; i++) {
            records.add(Events.record(Events.event(i).toBuilder()
                    .setMessageId(UUID.randomUUID().toString())
                    .build()));
        }
        long server = dynamo.cpu().toNanos();
        long own = cpu();
        long began = System.nanoTime();
        int calls = strategy.write(dynamo.client(), records);
        return new Measurement(
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
        new EventConsumer(
                        new EventsTable(new LazyDynamoDbClient(() -> client), "events"),
                        MAPPING,
                        BackoffSleeper.create())
                .process(records, Deadlines.far());
        return BATCH / EventsTable.MAX_ITEMS;
    }

    private static int plain(DynamoDbClient client, List<StreamRecord> records) throws IOException {
        for (int from = 0; from < BATCH; from += EventsTable.MAX_ITEMS) {
            List<WriteRequest> requests = new ArrayList<>();
            for (StreamRecord each : records.subList(from, from + EventsTable.MAX_ITEMS)) {
                Map<String, AttributeValue> item = item(each);
                requests.add(
                        WriteRequest.builder().putRequest(put -> put.item(item)).build());
            }
            client.batchWriteItem(it -> it.requestItems(Map.of("events", requests)));
        }
        return BATCH / EventsTable.MAX_ITEMS;
    }

    private static int conditional(DynamoDbClient client, List<StreamRecord> records) throws IOException {
        for (StreamRecord each : records) {
            Map<String, AttributeValue> item = item(each);
            try {
                client.putItem(it -> it.tableName("events").item(item).conditionExpression(CONDITION));
            } catch (ConditionalCheckFailedException e) {
                throw new IllegalStateException("Unexpected duplicate: each id is new", e);
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

    /** Measurement of one strategy: records, calls, wall-clock nanoseconds, and CPU nanoseconds of both processes. */
    private record Measurement(long records, long calls, long clock, long own, long server) {
        Measurement plus(Measurement other) {
            return new Measurement(
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
