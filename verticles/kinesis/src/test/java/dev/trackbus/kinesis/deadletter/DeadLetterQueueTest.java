package dev.trackbus.kinesis.deadletter;

import static dev.trackbus.kinesis.stub.Stubs.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trackbus.bus.Batch;
import dev.trackbus.bus.Bus;
import dev.trackbus.bus.KinesisContract;
import dev.trackbus.kinesis.DeadLetterVerticle;
import dev.trackbus.kinesis.append.Events;
import dev.trackbus.kinesis.aws.AwsConfig;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Worker verticle and SDK against a small SQS stub that stores messages or fails. */
class DeadLetterQueueTest {
    private final Vertx vertx = Bus.prepare(Vertx.vertx());
    private final Bus bus = new Bus(vertx);
    private final List<JsonObject> messages = new CopyOnWriteArrayList<>();
    private final List<Integer> calls = new CopyOnWriteArrayList<>();
    private volatile String refused = "";
    private volatile boolean fails;

    @BeforeEach
    void deploy() throws Exception {
        HttpServer sqs = await(vertx.createHttpServer(
                        new HttpServerOptions().setHost("127.0.0.1").setPort(0))
                .requestHandler(call -> call.body().onSuccess(body -> answer(call, body)))
                .listen());
        URI endpoint = URI.create("http://127.0.0.1:" + sqs.actualPort());
        AwsConfig aws = new AwsConfig(
                "eu-central-1",
                Optional.of(endpoint),
                Optional.of(new AwsConfig.Keys("id", "secret", Optional.empty())));
        await(vertx.deployVerticle(
                new DeadLetterVerticle(new DeadLetterQueueConfig(endpoint + "/1/failures", aws), "EventStream"),
                new DeploymentOptions().setThreadingModel(ThreadingModel.WORKER)));
    }

    @AfterEach
    void close() throws Exception {
        await(vertx.close());
    }

    private void answer(HttpServerRequest call, Buffer body) {
        JsonArray entries = body.toJsonObject().getJsonArray("Entries");
        calls.add(entries.size());
        if (fails) {
            call.response()
                    .setStatusCode(400)
                    .putHeader("Content-Type", "application/x-amz-json-1.0")
                    .putHeader("x-amzn-RequestId", "request-" + calls.size())
                    .end(new JsonObject()
                            .put("__type", "QueueDoesNotExist")
                            .put("message", "no")
                            .encode());
            return;
        }
        JsonArray successful = new JsonArray();
        JsonArray failed = new JsonArray();
        for (int i = 0; i < entries.size(); i++) {
            JsonObject entry = entries.getJsonObject(i);
            String text = entry.getString("MessageBody");
            if (entry.getString("Id").equals(refused)) {
                failed.add(new JsonObject()
                        .put("Id", refused)
                        .put("Code", "InternalError")
                        .put("SenderFault", false));
            } else {
                messages.add(new JsonObject(text));
                successful.add(new JsonObject()
                        .put("Id", entry.getString("Id"))
                        .put("MessageId", "m")
                        .put("MD5OfMessageBody", md5(text)));
            }
        }
        call.response()
                .putHeader("Content-Type", "application/x-amz-json-1.0")
                .end(new JsonObject()
                        .put("Successful", successful)
                        .put("Failed", failed)
                        .encode());
    }

    private static String md5(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("MD5").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static Batch letters(int count, int bytes) {
        Batch.Builder letters = new Batch.Builder();
        for (int i = 0; i < count; i++) {
            letters.add(i, "key-" + i, new byte[bytes], "ValidationException: no");
        }
        return letters.build();
    }

    private Batch send(Batch letters) throws Exception {
        return await(bus.request(KinesisContract.DEAD_LETTER, letters));
    }

    @Test
    void sendsAMessageLikeThoseOfTheFunctions() throws Exception {
        byte[] event = Events.encoded(Events.accepted(7));
        assertThat(send(new Batch.Builder()
                                .add(0, "key", event, "ValidationException: no")
                                .build())
                        .size())
                .isZero();
        assertThat(messages).singleElement().satisfies(message -> {
            assertThat(message.fieldNames())
                    .containsExactly(
                            "function",
                            "reason",
                            "stream",
                            "shardId",
                            "sequenceNumber",
                            "partitionKey",
                            "arrivedAt",
                            "bytes",
                            "payload");
            assertThat(message.getString("function")).isEqualTo("tracker");
            assertThat(message.getString("reason")).isEqualTo("ValidationException: no");
            assertThat(message.getString("stream")).isEqualTo("EventStream");
            assertThat(message.getLong("arrivedAt")).isEqualTo(1_763_733_600_007L);
            assertThat(Base64.getDecoder().decode(message.getString("payload"))).isEqualTo(event);
        });
    }

    @Test
    void staysWithinTheBytesOfACall() throws Exception {
        assertThat(send(letters(3, 100_000)).size()).isZero();
        assertThat(calls).containsExactly(1, 1, 1);
        assertThat(send(letters(10, 10)).size()).isZero();
        assertThat(calls).endsWith(10);
    }

    @Test
    void takesTheLargestLetterThatIsExported() throws Exception {
        assertThat(send(letters(1, DeadLetterQueue.MAX_PAYLOAD)).size()).isZero();
    }

    @Test
    void givesBackWhatTheQueueDidNotTake() throws Exception {
        refused = "1";
        Batch left = send(letters(3, 10));
        assertThat(left.size()).isEqualTo(1);
        assertThat(left.sequence(0)).isEqualTo(1);
        assertThat(left.error(0)).isEqualTo("InternalError");
    }

    @Test
    void givesEverythingBackWhereTheCallFails() throws Exception {
        fails = true;
        Batch left = send(letters(3, 10));
        assertThat(left.size()).isEqualTo(3);
        assertThat(left.error(2)).contains("QueueDoesNotExist");
    }

    @Test
    void aFaultHasTheSameReasonAtEachAttempt() throws Exception {
        fails = true;
        String first = send(letters(1, 10)).error(0);
        assertThat(send(letters(1, 10)).error(0)).isEqualTo(first).isEqualTo("QueueDoesNotExist: no");
    }
}
