package dev.trackbus.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionFactory;
import redis.clients.jedis.Jedis;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;

/** Complete system on this machine: the service, both functions, the emulated AWS and an empty Redis. */
final class EndToEndSystem implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(3);

    /** Much shorter than the 30 s for which the cache keeps a missing program. */
    private static final Duration PUSH_LIMIT = Duration.ofSeconds(15);

    private final LocalAws localAws;
    private final Path folder;
    private final Map<String, String> settings;
    private final Deployment deployment;
    private final DynamoDbClient dynamo;
    private final SqsClient sqs;
    private final LocalRedis redis;
    private final RunningService service;

    EndToEndSystem(LocalAws localAws, Path folder) {
        this.localAws = localAws;
        this.folder = folder;
        redis = new LocalRedis(Port.free(), folder.resolve("redis.log"));
        redis.start();
        deployment = new Deployment(localAws.aws(), localAws.functions());
        deployment.createResources();
        deployment.startFunctions(Checkout.find(), redis.port());
        settings = new ServiceSettings(
                        Port.free(), Port.free(), redis.port(), localAws.aws().kinesis(), folder.resolve("journal"))
                .environment();
        service = RunningService.start(redis, settings, folder);
        dynamo = localAws.aws().dynamoDbClient();
        sqs = localAws.aws().sqsClient();
    }

    static ConditionFactory eventually() {
        return await().atMost(LIMIT).pollInterval(Duration.ofMillis(100));
    }

    /** Waits for a change that only a pushed update can cause in time, because the cache does not reload so early. */
    static ConditionFactory byPush() {
        return eventually().atMost(PUSH_LIMIT);
    }

    RunningService service() {
        return service;
    }

    Deployment deployment() {
        return deployment;
    }

    /** Runs {@code trackbus.jar programs …} and expects exit code 0. Returns the output. */
    String programs(String command, String input) {
        Path in = folder.resolve("input-" + UUID.randomUUID());
        Path out = folder.resolve("output-" + UUID.randomUUID());
        List<String> words = new ArrayList<>(List.of(
                ChildProcess.java(), "-jar", Checkout.find().trackbusJar().toString(), "programs"));
        words.addAll(List.of(command.split(" ")));
        words.add("--timeout=" + LIMIT.toSeconds() + "s");
        try {
            Files.writeString(in, input);
            ProcessBuilder builder = new ProcessBuilder(words)
                    .redirectErrorStream(true)
                    .redirectInput(in.toFile())
                    .redirectOutput(out.toFile());
            builder.environment().putAll(settings);
            Process process = builder.start();
            boolean ended = process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);
            process.destroyForcibly();
            assertThat(ended && process.exitValue() == 0)
                    .as("programs %s: %s", command, Files.readString(out))
                    .isTrue();
            return Files.readString(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Returns all items of the table as plain JSON, by messageId. */
    Map<String, ObjectNode> items() {
        Map<String, ObjectNode> items = new HashMap<>();
        dynamo.scanPaginator(request -> request.tableName(Deployment.TABLE).consistentRead(true)).items().stream()
                .map(ItemReader::json)
                .forEach(item -> items.put(item.path("messageId").asText(), item));
        return items;
    }

    void removeItems() {
        items().keySet()
                .forEach(id -> dynamo.deleteItem(request ->
                        request.tableName(Deployment.TABLE).key(Map.of("messageId", AttributeValue.fromS(id)))));
    }

    /** Returns the hash of a program in Redis. */
    Map<String, String> hash(String programId) {
        try (Jedis client = new Jedis("127.0.0.1", redis.port())) {
            return client.hgetAll("program:" + programId);
        }
    }

    void removeHash(String programId) {
        try (Jedis client = new Jedis("127.0.0.1", redis.port())) {
            client.del("program:" + programId);
        }
    }

    void put(String stream, String text) {
        try (KinesisClient client = localAws.aws().kinesis().client()) {
            client.putRecord(
                    request -> request.streamName(stream).partitionKey("key").data(SdkBytes.fromUtf8String(text)));
        }
    }

    /** Receives new messages from the failure queue of a function. Each message is received once. */
    List<String> failures(String function) {
        return sqs
                .receiveMessage(request ->
                        request.queueUrl(deployment.queueUrl(function)).maxNumberOfMessages(10))
                .messages()
                .stream()
                .map(Message::body)
                .toList();
    }

    @Override
    public void close() {
        service.close();
        localAws.functions().close();
        dynamo.close();
        sqs.close();
    }
}
