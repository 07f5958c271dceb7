package dev.trackbus.updater;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import dev.trackbus.function.FailureMessage;
import dev.trackbus.function.KinesisFunctionHandler;
import dev.trackbus.redis.fault.RedisProcess;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Test of the whole function with a Lambda event, a real Redis, and the response. */
class CoreDataUpdaterIT {
    private final RedisProcess redis = new RedisProcess();
    private final List<FailureMessage> failures = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();
    private final KinesisFunctionHandler function = new KinesisFunctionHandler(
            "core-data-updater",
            CoreDataFixture.processor(redis.port()),
            (messages, deadline) -> {
                failures.addAll(messages);
                return messages.size();
            },
            lines::add);

    @AfterEach
    void stop() {
        redis.close();
    }

    private static String event(List<String> payloads) {
        return IntStream.range(0, payloads.size())
                .mapToObj(i -> "{\"kinesis\":{\"partitionKey\":\"k\",\"sequenceNumber\":\"" + i + "\",\"data\":\""
                        + Base64.getEncoder().encodeToString(payloads.get(i).getBytes(StandardCharsets.UTF_8))
                        + "\",\"approximateArrivalTimestamp\":1763733600.123},\"eventID\":\"shardId-0:" + i + "\"}")
                .collect(Collectors.joining(",", "{\"Records\":[", "]}"));
    }

    private String handle(List<String> payloads) throws IOException {
        Context context = (Context) Proxy.newProxyInstance(
                Context.class.getClassLoader(), new Class<?>[] {Context.class}, (proxy, method, args) -> 300_000);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        function.handleRequest(
                new ByteArrayInputStream(event(payloads).getBytes(StandardCharsets.UTF_8)), out, context);
        return out.toString(StandardCharsets.UTF_8);
    }

    private long keys() {
        return redis.call(jedis -> jedis.dbSize());
    }

    @Test
    void storesAllRecordsExceptThePoisonRecord() throws IOException {
        List<String> payloads = new ArrayList<>(IntStream.range(0, 500)
                .mapToObj(i -> CoreDataFixture.program("p" + i, 1))
                .toList());
        payloads.set(77, "{\"programId\":\"p77\"}");

        assertThat(handle(payloads)).isEqualTo("{\"batchItemFailures\":[]}");
        assertThat(keys()).isEqualTo(499);
        assertThat(failures).singleElement().satisfies(message -> {
            assertThat(message.reason()).isEqualTo("programName is missing");
            assertThat(message.record().sequenceNumber()).isEqualTo("77");
        });
        assertThat(lines)
                .singleElement()
                .asString()
                .contains("\"processed\":499,\"duplicates\":0,\"failed\":0,\"rejected\":1,\"age\":");
    }

    @Test
    void returnsAllRecordsFromTheFirstFailedOneToTheStream() throws IOException {
        redis.stop();

        assertThat(handle(List.of("poison", CoreDataFixture.program("1", 1), "poison")))
                .isEqualTo("{\"batchItemFailures\":[{\"itemIdentifier\":\"1\"},{\"itemIdentifier\":\"2\"}]}");
        assertThat(failures).hasSize(1);
        redis.start();
        assertThat(handle(List.of(CoreDataFixture.program("1", 1)))).isEqualTo("{\"batchItemFailures\":[]}");
    }
}
