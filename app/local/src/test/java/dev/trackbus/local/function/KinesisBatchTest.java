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
        return KinesisBatch.ofFirst(STREAM, "shardId-000000000006", Records.range(1, records + 1), 100);
    }

    private static int done(String answer) {
        return batch(5).done(new Result(false, answer));
    }

    @Test
    void theEventIsTheOneOfLambda() {
        assertThat(batch(1).event())
                .isEqualTo("{\"Records\":[{\"kinesis\":{\"kinesisSchemaVersion\":\"1.0\",\"partitionKey\":\"key-1\","
                        + "\"sequenceNumber\":\"1\",\"data\":\"MQ==\",\"approximateArrivalTimestamp\":1545084650.988},"
                        + "\"eventSource\":\"aws:kinesis\",\"eventVersion\":\"1.0\","
                        + "\"eventID\":\"shardId-000000000006:1\",\"eventName\":\"aws:kinesis:record\","
                        + "\"invokeIdentityArn\":\"arn:aws:iam::000000000000:role/lambda\","
                        + "\"awsRegion\":\"eu-central-1\",\"eventSourceARN\":\"" + STREAM + "\"}]}");
    }

    @Test
    void takesNoMoreThanABatch() {
        assertThat(KinesisBatch.ofFirst(STREAM, "s", Records.range(0, 7), 5).records())
                .isEqualTo(Records.range(0, 5));
    }

    @Test
    void staysWithinWhatLambdaTakesInOneEvent() {
        KinesisBatch batch =
                KinesisBatch.ofFirst(STREAM, "s", Collections.nCopies(10, Records.ofBytes(1024 * 1024)), 100);
        assertThat(batch.event().length()).isBetween(5 * 1024 * 1024, 6 * 1024 * 1024);
    }

    @Test
    void takesAtLeastOneRecordHoweverLarge() {
        KinesisBatch batch =
                KinesisBatch.ofFirst(STREAM, "s", Collections.nCopies(2, Records.ofBytes(10 * 1024 * 1024)), 100);
        assertThat(batch.records()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "{}", "{\"batchItemFailures\":[]}", "{\"batchItemFailures\":null}", "\"done\""})
    void anAnswerWithoutFailuresIsDoneWithAll(String answer) {
        assertThat(done(answer)).isEqualTo(5);
    }

    @Test
    void theLowestReportedFailureIsWhereItGoesOn() {
        assertThat(done("{\"batchItemFailures\":[{\"itemIdentifier\":\"4\"},{\"itemIdentifier\":\"3\"}]}"))
                .isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"itemIdentifier\":\"9\"}", "{\"itemIdentifier\":\"\"}", "{\"itemIdentifier\":null}", "{}"})
    void aReportAboutNoRecordOfTheBatchIsAFailureOfAll(String failure) {
        assertThat(done("{\"batchItemFailures\":[" + failure + "]}")).isZero();
    }

    @Test
    void aFailedCallIsAFailureOfAll() {
        assertThat(batch(5).done(new Result(true, "{}"))).isZero();
    }

    @ParameterizedTest
    @CsvSource({"shardId,shardId-000000000006", "startSequenceNumber,2", "endSequenceNumber,5", "batchSize,4"})
    void thePositionsSayWhichRecordsWereGivenUp(String field, String value) {
        JsonNode message = Json.read(batch(5).from(1).positions("arn:function", 7, Instant.EPOCH));
        assertThat(message.path("KinesisBatchInfo").path(field).asText()).isEqualTo(value);
    }

    @Test
    void thePositionsSayWhyAndByWhom() {
        JsonNode context =
                Json.read(batch(5).positions("arn:function", 7, Instant.EPOCH)).path("requestContext");
        assertThat(context.toString())
                .isEqualTo("{\"functionArn\":\"arn:function\",\"condition\":\"RetryAttemptsExhausted\","
                        + "\"approximateInvokeCount\":7}");
    }
}
