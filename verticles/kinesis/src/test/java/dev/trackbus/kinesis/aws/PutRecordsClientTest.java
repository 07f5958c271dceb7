package dev.trackbus.kinesis.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.trackbus.bus.Batch;
import dev.trackbus.bus.Failure;
import dev.trackbus.bus.FailureException;
import dev.trackbus.kinesis.stub.EntryFault;
import dev.trackbus.kinesis.stub.Fault;
import dev.trackbus.kinesis.stub.Script;
import dev.trackbus.kinesis.stub.ScriptedKinesis;
import dev.trackbus.kinesis.stub.StubCertificate;
import dev.trackbus.kinesis.stub.Stubs;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.kinesis.KinesisClient;

class PutRecordsClientTest {
    private static Vertx vertx;
    private static ScriptedKinesis stub;
    private static KinesisClient client;
    private static PutRecordsClient putRecords;

    @BeforeAll
    static void start() throws Exception {
        vertx = Vertx.vertx();
        stub = Stubs.await(ScriptedKinesis.start(vertx, ScriptedKinesis.Setup.PLAIN));
        client = AwsClients.kinesis(Stubs.aws(stub), Duration.ofSeconds(5), Optional.empty());
        putRecords = new PutRecordsClient(client, "EventStream");
    }

    @AfterAll
    static void stop() throws Exception {
        client.close();
        Stubs.await(vertx.close());
    }

    private static FailureException failure(Fault fault) {
        stub.play(Script.NORMAL.failing(fault));
        return failure(putRecords, 2);
    }

    private static FailureException failure(PutRecordsClient call, int records) {
        return catchThrowableOfType(FailureException.class, () -> call.put(Stubs.batch(records)));
    }

    @Test
    void returnsNoRejectedRecordsOnSuccess() {
        stub.play(Script.NORMAL);
        long before = stub.accepted();
        assertThat(putRecords.put(Stubs.batch(500)).size()).isZero();
        assertThat(stub.accepted()).isEqualTo(before + 500);
        assertThat(stub.taken()).last().satisfies(last -> {
            assertThat(last.partitionKey()).isEqualTo("key-499");
            assertThat(last.data()).asString().isEqualTo("payload-499");
        });
    }

    @Test
    void answersWithTheRejectedAndTheirErrorCodes() {
        stub.play(Script.NORMAL.rejecting((number, shard) -> number % 2 == 0 ? "InternalFailure" : EntryFault.NONE));
        long before = stub.received();
        Batch rejected = putRecords.put(Stubs.batch(4));
        int first = before % 2 == 0 ? 1 : 0;
        assertThat(rejected.size()).isEqualTo(2);
        assertThat(rejected.sequence(0)).isEqualTo(first);
        assertThat(rejected.sequence(1)).isEqualTo(first + 2);
        assertThat(rejected.error(0)).isEqualTo("InternalFailure");
    }

    @ParameterizedTest
    @CsvSource({
        "400,ResourceNotFoundException",
        "400,AccessDeniedException",
        "400,ExpiredTokenException",
        "400,ProvisionedThroughputExceededException",
        "400,KMSDisabledException",
        "500,InternalFailure",
        "503,ServiceUnavailable"
    })
    void whatMayPassLaterIsUnavailableAndNamesTheCode(int status, String code) {
        FailureException failure = failure(Fault.error(status, code));
        assertThat(failure.failure()).isEqualTo(Failure.UNAVAILABLE);
        assertThat(failure).hasMessage(code + ": scripted");
    }

    @ParameterizedTest
    @CsvSource({"InvalidArgumentException", "ValidationException", "SerializationException"})
    void aRequestThatKinesisCallsInvalidIsInternal(String code) {
        assertThat(failure(Fault.error(400, code)).failure()).isEqualTo(Failure.INTERNAL);
    }

    @Test
    void moreThanKinesisTakesIsInternal() {
        stub.play(Script.NORMAL);
        assertThat(failure(putRecords, 501).failure()).isEqualTo(Failure.INTERNAL);
    }

    @Test
    void aPageInPlaceOfAnAnswerIsUnavailable() {
        assertThat(failure(Fault.nonsense("text/html", Buffer.buffer("<html>ok</html>")))
                        .failure())
                .isEqualTo(Failure.UNAVAILABLE);
    }

    @Test
    void brokenJsonIsUnavailable() {
        assertThat(failure(Fault.nonsense("application/x-amz-json-1.1", Buffer.buffer("{\"Records\":[{")))
                        .failure())
                .isEqualTo(Failure.UNAVAILABLE);
    }

    @Test
    void anEmptyAnswerIsUnavailable() {
        FailureException failure = failure(Fault.nonsense("application/x-amz-cbor-1.1", Buffer.buffer()));
        assertThat(failure.failure()).isEqualTo(Failure.UNAVAILABLE);
    }

    @Test
    void anAnswerForAnotherNumberOfRecordsIsUnavailable() {
        FailureException failure = failure(Fault.wrongCount());
        assertThat(failure.failure()).isEqualTo(Failure.UNAVAILABLE);
        assertThat(failure).hasMessage("response has 0 results for 2 records");
    }

    @Test
    void aResetIsUnavailable() {
        assertThat(failure(Fault.reset()).failure()).isEqualTo(Failure.UNAVAILABLE);
    }

    @Test
    void aRefusedConnectionIsUnavailable() throws Exception {
        ScriptedKinesis gone = Stubs.await(ScriptedKinesis.start(vertx, ScriptedKinesis.Setup.PLAIN));
        AwsConfig aws = Stubs.aws(gone);
        Stubs.await(gone.stop());
        try (KinesisClient unconnected = AwsClients.kinesis(aws, Duration.ofSeconds(5), Optional.empty())) {
            FailureException failure = failure(new PutRecordsClient(unconnected, "EventStream"), 1);
            assertThat(failure.failure()).isEqualTo(Failure.UNAVAILABLE);
            assertThat(failure).hasMessageContaining("Connect");
        }
    }

    @Test
    void aHangEndsWithTheTimeout() {
        stub.play(Script.NORMAL.failing(Fault.hang()));
        try (KinesisClient impatient = AwsClients.kinesis(Stubs.aws(stub), Duration.ofMillis(300), Optional.empty())) {
            FailureException failure = failure(new PutRecordsClient(impatient, "EventStream"), 1);
            assertThat(failure.failure()).isEqualTo(Failure.UNAVAILABLE);
            assertThat(failure.getMessage()).containsAnyOf("300", "timed out");
        }
    }

    @Test
    void aBatchMayAllowLessTimeThanUsual() {
        stub.play(Script.NORMAL.failing(Fault.hang()));
        Batch batch = new Batch.Builder().add(0, "key", new byte[1]).within(300).build();
        FailureException failure = catchThrowableOfType(FailureException.class, () -> putRecords.put(batch));
        assertThat(failure.failure()).isEqualTo(Failure.UNAVAILABLE);
        assertThat(failure).hasMessageContaining("300");
    }

    @Test
    void aLongReasonIsShortened() {
        assertThat(failure(Fault.error(500, "x".repeat(1_000))).getMessage()).hasSize(200);
    }

    @Test
    void usesTlsWithATrustedServer(@TempDir Path folder) throws Exception {
        StubCertificate certificate = StubCertificate.in(folder);
        ScriptedKinesis secure = Stubs.await(ScriptedKinesis.start(
                vertx, new ScriptedKinesis.Setup(1, false, true, Optional.of(certificate.key()))));
        try (KinesisClient trusting =
                AwsClients.kinesis(Stubs.aws(secure), Duration.ofSeconds(5), Optional.of(certificate.trust()))) {
            assertThat(new PutRecordsClient(trusting, "EventStream")
                            .put(Stubs.batch(1))
                            .size())
                    .isZero();
            assertThat(secure.accepted()).isEqualTo(1);
        }
        try (KinesisClient distrusting =
                AwsClients.kinesis(Stubs.aws(secure), Duration.ofSeconds(5), Optional.empty())) {
            assertThat(failure(new PutRecordsClient(distrusting, "EventStream"), 1)
                            .failure())
                    .isEqualTo(Failure.UNAVAILABLE);
        }
        Stubs.await(secure.stop());
    }
}
