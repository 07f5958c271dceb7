package dev.trackbus.local;

import dev.trackbus.consumer.TableDefinition;
import dev.trackbus.local.function.EventSourcePlan;
import dev.trackbus.local.function.FunctionHost;
import dev.trackbus.local.function.FunctionPlan;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.waiters.DynamoDbWaiter;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * What the service needs of AWS: two streams, the table of events, two failure queues and the two functions between
 * them. Made by the same calls whether AWS is LocalStack or a set of emulators.
 */
public final class Deployment {
    /** The table that events end up in. */
    public static final String TABLE = "events";

    /** The function from EventStream to the table. */
    public static final String CONSUMER = "event-consumer";

    /** The function from CoreDataStream to Redis. */
    public static final String UPDATER = "core-data-updater";

    /** On one machine one index key takes all writes, and then a query by hand needs to ask only one. */
    private static final String INDEX_SHARDS = "1";

    private static final int MEMORY = 512;
    private static final int RETRIES = 1_000;
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final Map<String, EventSourcePlan> SOURCES = Map.of(
            CONSUMER,
            new EventSourcePlan("EventStream", 500, RETRIES, Duration.ZERO),
            UPDATER,
            new EventSourcePlan("CoreDataStream", 100, RETRIES, Duration.ZERO));

    private final AwsEndpoints aws;
    private final FunctionHost host;
    private final Map<String, FunctionHost.Source> sources = new LinkedHashMap<>();
    private final Map<String, String> queueUrls = new LinkedHashMap<>();

    /**
     * Nothing yet.
     *
     * @param aws  where everything is made
     * @param host where the functions run
     */
    public Deployment(AwsEndpoints aws, FunctionHost host) {
        this.aws = aws;
        this.host = host;
    }

    /**
     * Makes streams, table and queues where they are missing. Blocks.
     *
     * @throws MissingServiceException if a service does not answer
     */
    public void createResources() {
        aws.kinesis().createMissingStreams();
        try (DynamoDbClient dynamo = aws.dynamoDbClient();
                SqsClient sqs = aws.sqsClient()) {
            createTable(dynamo);
            for (String function : SOURCES.keySet()) {
                String queue = function + "-failures";
                queueUrls.put(
                        function,
                        sqs.createQueue(request -> request.queueName(queue)).queueUrl());
            }
        } catch (SdkException e) {
            throw new MissingServiceException("table and queues cannot be made: " + e.getMessage(), e);
        }
    }

    private static void createTable(DynamoDbClient dynamo) {
        try (DynamoDbWaiter waiter = dynamo.waiter()) {
            dynamo.createTable(TableDefinition.create(TABLE));
            waiter.waitUntilTableExists(request -> request.tableName(TABLE));
            dynamo.updateTimeToLive(TableDefinition.timeToLive(TABLE));
        } catch (ResourceInUseException e) {
            dynamo.describeTable(request -> request.tableName(TABLE));
        }
    }

    /**
     * Starts both functions and drives them with their streams, from the start on. Blocks.
     *
     * @param checkout  has their jars
     * @param redisPort where Redis listens on 127.0.0.1
     * @return how long each took to start
     * @throws MissingServiceException if a jar is missing, or a function does not start
     */
    public Map<String, Duration> startFunctions(Checkout checkout, int redisPort) {
        Map<String, String> table = Map.of("EVENTS_TABLE", TABLE, "EVENTS_SHARDS", INDEX_SHARDS);
        Map<String, String> redis = Map.of("REDIS_HOST", "127.0.0.1", "REDIS_PORT", Integer.toString(redisPort));
        return Map.of(
                CONSUMER, start(CONSUMER, checkout, "dev.trackbus.consumer.EventConsumerFunction", table),
                UPDATER, start(UPDATER, checkout, "dev.trackbus.updater.CoreDataUpdater", redis));
    }

    private Duration start(String function, Checkout checkout, String handler, Map<String, String> settings) {
        Map<String, String> environment = new LinkedHashMap<>(settings);
        environment.put("FAILURE_QUEUE_URL", queueUrls.get(function));
        Duration duration = host.start(
                new FunctionPlan(function, checkout.functionJar(function), handler, environment, MEMORY, TIMEOUT));
        sources.put(function, host.drive(function, SOURCES.get(function), queueUrls.get(function)));
        return duration;
    }

    /**
     * Drives a function with its stream from the start again, as after a lost position. Blocks.
     *
     * @param function {@link #CONSUMER} or {@link #UPDATER}
     */
    public void readAgain(String function) {
        sources.get(function).close();
        sources.put(function, host.drive(function, SOURCES.get(function), queueUrls.get(function)));
    }

    /**
     * Where a function sends what it can never store.
     *
     * @param function {@link #CONSUMER} or {@link #UPDATER}
     * @return a queue of SQS
     */
    public String queueUrl(String function) {
        return queueUrls.get(function);
    }
}
