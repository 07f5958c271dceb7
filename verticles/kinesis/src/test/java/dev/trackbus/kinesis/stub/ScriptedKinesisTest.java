package dev.trackbus.kinesis.stub;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ScriptedKinesisTest {
    /** Not HTTP/2: on an upgrade from HTTP/1.1 Java's client may wait for ever for the rest of a body above 16 KiB. */
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private ScriptedKinesis stub(int shards, boolean limited, boolean keeps) throws Exception {
        return ScriptedKinesis.start(vertx, new ScriptedKinesis.Setup(shards, limited, keeps, Optional.empty()))
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }

    private static HttpResponse<String> put(ScriptedKinesis stub, int records, int size, String key) throws Exception {
        String data = Base64.getEncoder().encodeToString(new byte[size]);
        JsonArray entries = new JsonArray();
        IntStream.range(0, records)
                .forEach(i -> entries.add(new JsonObject().put("Data", data).put("PartitionKey", key + i)));
        HttpRequest request = HttpRequest.newBuilder(stub.endpoint())
                .header("Content-Type", "application/x-amz-json-1.1")
                .header("X-Amz-Target", "Kinesis_20131202.PutRecords")
                .POST(HttpRequest.BodyPublishers.ofString(new JsonObject()
                        .put("StreamName", "EventStream")
                        .put("Records", entries)
                        .encode()))
                .build();
        return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private static long failed(HttpResponse<String> answer) {
        return new JsonObject(answer.body()).getLong("FailedRecordCount");
    }

    @Test
    void speaksJsonToo() throws Exception {
        ScriptedKinesis stub = stub(1, false, true);
        HttpResponse<String> answer = put(stub, 2, 3, "k");
        assertThat(failed(answer)).isZero();
        assertThat(new JsonObject(answer.body()).getJsonArray("Records")).hasSize(2);
        assertThat(stub.taken()).extracting(Received::partitionKey).containsExactly("k0", "k1");
    }

    @Test
    void onlyCountsWhatItDoesNotKeep() throws Exception {
        ScriptedKinesis stub = stub(1, false, false);
        put(stub, 3, 1, "k");
        assertThat(stub.accepted()).isEqualTo(3);
        assertThat(stub.taken()).isEmpty();
    }

    @Test
    void takesNoMoreThanFiveHundredRecords() throws Exception {
        HttpResponse<String> answer = put(stub(1, false, true), 501, 1, "k");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("ValidationException");
    }

    @Test
    void takesNoRecordAboveAMebibyte() throws Exception {
        ScriptedKinesis stub = stub(1, false, true);
        assertThat(put(stub, 1, (1 << 20) - 1, "k").statusCode()).isEqualTo(400);
        assertThat(put(stub, 1, (1 << 20) - 2, "k").statusCode()).isEqualTo(200);
    }

    @Test
    void takesNoCallAboveTenMebibytes() throws Exception {
        ScriptedKinesis stub = stub(1, false, true);
        assertThat(put(stub, 10, 1 << 20, "").statusCode()).isEqualTo(400);
        assertThat(put(stub, 11, 1_000_000, "k").statusCode()).isEqualTo(400);
        assertThat(put(stub, 10, 1_000_000, "k").statusCode()).isEqualTo(200);
    }

    @Test
    void aLimitedShardTakesAThousandRecordsASecond() throws Exception {
        ScriptedKinesis stub = stub(1, true, true);
        long failed = 0;
        for (int i = 0; i < 10; i++) {
            failed += failed(put(stub, 500, 1, "k"));
        }
        assertThat(failed).isPositive();
        assertThat(stub.accepted()).isEqualTo(5_000 - failed);
    }

    @Test
    void aLimitedShardTakesAMebibyteASecond() throws Exception {
        ScriptedKinesis stub = stub(1, true, true);
        long failed = 0;
        for (int i = 0; i < 5; i++) {
            failed += failed(put(stub, 1, 600_000, "k"));
        }
        assertThat(failed).isPositive();
    }

    @Test
    void spreadsKeysEvenlyOverItsShards() {
        Shards shards = new Shards(4, false);
        int[] counts = new int[4];
        IntStream.range(0, 4_000).forEach(i -> counts[shards.of("key-" + i)]++);
        for (int count : counts) {
            assertThat(count).isBetween(850, 1_150);
        }
    }
}
