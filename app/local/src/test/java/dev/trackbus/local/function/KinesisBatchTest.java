package dev.trackbus.local.function;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KinesisBatchTest {
    private static final String STREAM = "arn:aws:kinesis:eu-central-1:000000000000:stream/EventStream";

    private static KinesisBatch batch(int records) {
        return KinesisBatch.ofFirst(STREAM, "shardId-000000000006", TestRecords.range(1, records + 1), 100);
    }

    private static int completed(String response) {
        return batch(5).completed(new InvocationResult(false, response));
    }

    @Test
    void theEventHasTheFormatOfLambda() {
        assertThat(batch(1).event())
                .isEqualTo("{\"Records\":[{\"kinesis\":{\"kinesisSchemaVersion\":\"1.0\",\"partitionKey\":\"key-1\","
                        + "\"sequenceNumber\":\"1\",\"data\":\"MQ==\",\"approximateArrivalTimestamp\":1545084650.988},"
                        + "\"eventSource\":\"aws:kinesis\",\"eventVersion\":\"1.0\","
                        + "\"eventID\":\"shardId-000000000006:1\",\"eventName\":\"aws:kinesis:record\","
                        + "\"invokeIdentityArn\":\"arn:aws:iam::000000000000:role/lambda\","
                        + "\"awsRegion\":\"eu-central-1\",\"eventSourceARN\":\"" + STREAM + "\"}]}");
    }

    @Test
    void containsAtMostTheBatchSize() {
        assertThat(KinesisBatch.ofFirst(STREAM, "s", TestRecords.range(0, 7), 5).records())
                .isEqualTo(TestRecords.range(0, 5));
    }

    @Test
    void staysBelowTheMaximumEventSizeOfLambda() {
        KinesisBatch batch =
                KinesisBatch.ofFirst(STREAM, "s", Collections.nCopies(10, TestRecords.ofBytes(1024 * 1024)), 100);
        assertThat(batch.event().length()).isBetween(5 * 1024 * 1024, 6 * 1024 * 1024);
    }

    @Test
    void containsAtLeastOneRecordOfAnySize() {
        KinesisBatch batch =
                KinesisBatch.ofFirst(STREAM, "s", Collections.nCopies(2, TestRecords.ofBytes(10 * 1024 * 1024)), 100);
        assertThat(batch.records()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "{}", "{\"batchItemFailures\":[]}", "{\"batchItemFailures\":null}", "\"done\""})
    void aResponseWithoutFailuresCompletesTheBatch(String response) {
        assertThat(completed(response)).isEqualTo(5);
    }

    @Test
    void completesTheRecordsBeforeTheLowestFailure() {
        assertThat(completed("{\"batchItemFailures\":[{\"itemIdentifier\":\"4\"},{\"itemIdentifier\":\"3\"}]}"))
                .isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"itemIdentifier\":\"9\"}", "{\"itemIdentifier\":\"\"}", "{\"itemIdentifier\":null}", "{}"})
    void anUnknownRecordInTheResponseFailsTheBatch(String failure) {
        assertThat(completed("{\"batchItemFailures\":[" + failure + "]}")).isZero();
    }

    @Test
    void aFailedInvocationFailsTheBatch() {
        assertThat(batch(5).completed(new InvocationResult(true, "{}"))).isZero();
    }

    @ParameterizedTest
    @CsvSource({"shardId,shardId-000000000006", "startSequenceNumber,2", "endSequenceNumber,5", "batchSize,4"})
    void thePositionsNameTheFailedRecords(String field, String value) {
        JsonNode message = Json.read(batch(5).from(1).positions("arn:function", 7, Instant.EPOCH));
        assertThat(message.path("KinesisBatchInfo").path(field).asText()).isEqualTo(value);
    }

    @Test
    void thePositionsNameReasonAndFunction() {
        JsonNode context =
                Json.read(batch(5).positions("arn:function", 7, Instant.EPOCH)).path("requestContext");
        assertThat(context.toString())
                .isEqualTo("{\"functionArn\":\"arn:function\",\"condition\":\"RetryAttemptsExhausted\","
                        + "\"approximateInvokeCount\":7}");
    }
}
