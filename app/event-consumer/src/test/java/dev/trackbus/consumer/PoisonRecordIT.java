package dev.trackbus.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trackbus.function.Deadline;
import dev.trackbus.function.FailureMessage;
import dev.trackbus.function.FailureQueue;
import dev.trackbus.function.KinesisFunctionHandler;
import dev.trackbus.function.StreamRecord;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Test of one invocation of the handler with a poison record among 500. */
class PoisonRecordIT {
    private final List<FailureMessage> messages = new ArrayList<>();
    private final List<String> metrics = new ArrayList<>();

    @Test
    void stores499ItemsAndSendsOneMessage() throws Exception {
        try (DynamoDbLocal dynamo = DynamoDbLocal.start()) {
            List<StreamRecord> records = Events.records(500);
            records.set(123, Events.poison());

            JsonNode answer = invoke(dynamo, KinesisJson.of(records));

            assertThat(answer.at("/batchItemFailures")).isEmpty();
            assertThat(new EventQueries(dynamo.client(), 8).all()).hasSize(499);
            assertThat(messages).singleElement().satisfies(it -> {
                assertThat(it.record().sequenceNumber()).isEqualTo("123");
                assertThat(it.record().data()).isEqualTo(Events.poison().data());
                assertThat(it.reason()).startsWith("not a TrackingEvent: ");
            });
            assertThat(metrics).singleElement().asString().contains("\"processed\":499", "\"rejected\":1");
        }
    }

    private JsonNode invoke(DynamoDbLocal dynamo, byte[] event) throws IOException {
        EventConsumer consumer = new EventConsumer(
                new EventsTable(new LazyDynamoDbClient(() -> Clients.of(dynamo.uri())), "events"),
                Events.MAPPING,
                BackoffSleeper.create());
        FailureQueue queue = (List<FailureMessage> rejected, Deadline deadline) -> {
            messages.addAll(rejected);
            return rejected.size();
        };
        Context context = (Context) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Context.class}, (proxy, method, arguments) -> 600_000);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new KinesisFunctionHandler("event-consumer", consumer, queue, metrics::add)
                .handleRequest(new ByteArrayInputStream(event), out, context);
        return new ObjectMapper().readTree(out.toByteArray());
    }
}
