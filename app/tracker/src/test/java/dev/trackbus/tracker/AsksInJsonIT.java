package dev.trackbus.tracker;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.trackbus.bus.Bus;
import dev.trackbus.bus.HealthRequest;
import dev.trackbus.bus.RedisContract;
import dev.trackbus.bus.RequestReply;
import dev.trackbus.cache.CacheConfig;
import dev.trackbus.cache.CacheVerticle;
import dev.trackbus.kinesis.DeadLetterVerticle;
import dev.trackbus.kinesis.JournalSettings;
import dev.trackbus.kinesis.KinesisConfig;
import dev.trackbus.kinesis.KinesisVerticle;
import dev.trackbus.kinesis.PutRecordsVerticle;
import dev.trackbus.kinesis.aws.AwsConfig;
import dev.trackbus.kinesis.deadletter.DeadLetterQueueConfig;
import dev.trackbus.kinesis.stub.ScriptedKinesis;
import dev.trackbus.redis.RedisConfig;
import dev.trackbus.redis.RedisVerticle;
import dev.trackbus.redis.fault.RedisProcess;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A verticle in another language needs the addresses and the JSON forms alone, with the verticles as they are shipped. */
class AsksInJsonIT {
    private static final JsonObject REQUEST = new JsonObject()
            .put("messageId", "019aa6c1-0a00-7000-8000-000000000001")
            .put("receivedAt", 1L)
            .put("programId", "unknown")
            .put("type", "CLICK")
            .put("parameters", new JsonObject())
            .put("userAgent", "");
    private static final JsonObject EVENT =
            new JsonObject().put("request", REQUEST).put("result", new JsonObject().put("outcome", "UNKNOWN_PROGRAM"));

    private static final JsonObject RECORD =
            new JsonObject().put("sequence", 0L).put("partitionKey", "key").put("payload", new byte[] {1});

    private static final JsonObject NO_RECORDS = new JsonObject().put("records", new JsonArray());

    /** What is asked, and the fields of the answer. */
    private record Exchange(JsonObject question, Set<String> answer) {
        static Exchange of(JsonObject question, String... answer) {
            return new Exchange(question, Set.of(answer));
        }
    }

    /** One for each address; a new RequestReply has one here. */
    private static final Map<String, Exchange> EXCHANGES = Map.ofEntries(
            entry("cache.validate", Exchange.of(REQUEST, "outcome")),
            entry("redis.find-program", Exchange.of(new JsonObject().put("programId", "unknown"), "missing")),
            entry("redis.health", Exchange.of(new JsonObject(), "healthy", "detail")),
            entry("kinesis.append", Exchange.of(EVENT, "sequence")),
            entry("kinesis.append-committed", Exchange.of(EVENT, "sequence")),
            entry(
                    "kinesis.put-records",
                    Exchange.of(
                            new JsonObject().put("records", new JsonArray().add(RECORD)), "records", "timeoutMillis")),
            entry("kinesis.dead-letter", Exchange.of(NO_RECORDS, "records", "timeoutMillis")),
            entry(
                    "kinesis.drain",
                    Exchange.of(new JsonObject().put("timeoutMillis", 5_000), "remaining", "deadLetters")),
            entry("kinesis.health", Exchange.of(new JsonObject(), "healthy", "detail")));

    @TempDir
    private Path home;

    private final RedisProcess redis = new RedisProcess();
    private final Vertx vertx = Bus.prepare(Vertx.vertx());

    @BeforeEach
    void deploy() throws Exception {
        ScriptedKinesis stream = await(ScriptedKinesis.start(vertx, ScriptedKinesis.Setup.PLAIN));
        AwsConfig aws = new AwsConfig(
                "eu-central-1",
                Optional.of(stream.endpoint()),
                Optional.of(new AwsConfig.Keys("id", "secret", Optional.empty())));
        KinesisConfig kinesis =
                KinesisConfig.of("EventStream", new JournalSettings(home, JournalSettings.Mode.JOURNALED, 32 << 20));
        RedisConfig programs = new RedisConfig("127.0.0.1", redis.port(), false, "", "program:", "program-updates");
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        InstantSource clock = InstantSource.system();
        await(vertx.deployVerticle(
                new PutRecordsVerticle("EventStream", aws),
                new DeploymentOptions().setThreadingModel(ThreadingModel.WORKER)));
        await(vertx.deployVerticle(
                new DeadLetterVerticle(
                        new DeadLetterQueueConfig(stream.endpoint() + "/1/failures", aws), "EventStream"),
                new DeploymentOptions().setThreadingModel(ThreadingModel.WORKER)));
        await(vertx.deployVerticle(new KinesisVerticle(kinesis, 1, meters, clock)));
        await(vertx.deployVerticle(new RedisVerticle(programs, meters)));
        await(vertx.deployVerticle(new CacheVerticle(CacheConfig.DEFAULT, meters, clock)));
        Bus bus = new Bus(vertx);
        Awaitility.await().until(() -> await(bus.request(RedisContract.HEALTH, new HealthRequest()))
                .healthy());
    }

    @AfterEach
    void close() throws Exception {
        await(vertx.close());
        redis.close();
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    static Stream<String> addresses() {
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackagesOf(RequestReply.class).stream()
                        .map(JavaClass::getFields)
                        .flatMap(Set::stream)
                        .filter(field -> field.getRawType().isEquivalentTo(RequestReply.class)
                                && field.getModifiers().contains(JavaModifier.STATIC))
                        .map(AsksInJsonIT::address);
    }

    private static String address(JavaField constant) {
        try {
            Field field = constant.reflect();
            field.setAccessible(true);
            return ((RequestReply<?, ?>) field.get(null)).address();
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @MethodSource("addresses")
    void answersJsonWithJson(String address) throws Exception {
        assertThat(EXCHANGES).containsKey(address);
        Exchange exchange = EXCHANGES.get(address);

        Object answer =
                await(vertx.eventBus().request(address, exchange.question())).body();

        assertThat(answer).isInstanceOfSatisfying(JsonObject.class, json -> assertThat(json.fieldNames())
                .isEqualTo(exchange.answer()));
    }

    @Test
    void asksAtTheAddressesThatThereAre() {
        assertThat(addresses()).containsExactlyInAnyOrderElementsOf(EXCHANGES.keySet());
    }
}
