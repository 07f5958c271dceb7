package dev.trackbus.local;

import dev.trackbus.consumer.TableDefinition;
import dev.trackbus.local.function.EventSourceConfig;
import dev.trackbus.local.function.FunctionConfig;
import dev.trackbus.local.function.FunctionHost;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.waiters.DynamoDbWaiter;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Deployment of Trackbus to an emulated AWS: two streams, the events table, two failure queues and two functions. The
 * calls are the same for LocalStack and for separate emulators.
 */
public final class Deployment {
    /** Name of the events table. */
    public static final String TABLE = "events";

    /** Name of the function that stores events of EventStream in the table. */
    public static final String CONSUMER = "event-consumer";

    /** Name of the function that writes programs of CoreDataStream to Redis. */
    public static final String UPDATER = "core-data-updater";

    /** One, because one index key suffices for one machine and makes manual queries simple. */
    private static final String INDEX_SHARDS = "1";

    private static final int MEMORY = 512;
    private static final int RETRIES = 1_000;
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final Map<String, EventSourceConfig> SOURCES = Map.of(
            CONSUMER,
            new EventSourceConfig("EventStream", 500, RETRIES, Duration.ZERO),
            UPDATER,
            new EventSourceConfig("CoreDataStream", 100, RETRIES, Duration.ZERO));

    private final AwsEndpoints aws;
    private final FunctionHost host;
    private final Map<String, FunctionHost.Mapping> mappings = new LinkedHashMap<>();
    private final Map<String, String> queueUrls = new LinkedHashMap<>();

    /**
     * Creates an empty deployment.
     *
     * @param aws  endpoints of the emulated AWS
     * @param host host of the functions
     */
    public Deployment(AwsEndpoints aws, FunctionHost host) {
        this.aws = aws;
        this.host = host;
    }

    /**
     * Creates streams, table and queues that do not exist. Blocks.
     *
     * @throws MissingServiceException if a call fails
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
            throw new MissingServiceException("Cannot create table and queues: " + e.getMessage(), e);
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
     * Starts both functions and their event source mappings from TRIM_HORIZON. Blocks.
     *
     * @param checkout  checkout with their jars
     * @param redisPort port of Redis on 127.0.0.1
     * @return start-up time by function
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
                new FunctionConfig(function, checkout.functionJar(function), handler, environment, MEMORY, TIMEOUT));
        mappings.put(function, host.mapEventSource(function, SOURCES.get(function), queueUrls.get(function)));
        return duration;
    }

    /**
     * Replaces the event source mapping of a function by one that starts at TRIM_HORIZON. Blocks.
     *
     * @param function {@link #CONSUMER} or {@link #UPDATER}
     */
    public void restartFromTrimHorizon(String function) {
        mappings.get(function).close();
        mappings.put(function, host.mapEventSource(function, SOURCES.get(function), queueUrls.get(function)));
    }

    /**
     * Returns the failure queue of a function.
     *
     * @param function {@link #CONSUMER} or {@link #UPDATER}
     * @return URL of an SQS queue
     */
    public String queueUrl(String function) {
        return queueUrls.get(function);
    }
}
