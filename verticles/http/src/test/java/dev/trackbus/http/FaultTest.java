package dev.trackbus.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trackbus.bus.Appended;
import dev.trackbus.bus.Failure;
import dev.trackbus.bus.HttpContract;
import dev.trackbus.bus.RejectionReason;
import dev.trackbus.bus.ValidationResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FaultTest {
    private static final Duration DEADLINE_AND_NOISE = HttpContract.DEADLINE.plusMillis(500);

    private final Service service = new Service(
            new HttpConfig("127.0.0.1", 0, Duration.ofSeconds(60), 2, Duration.ZERO), RefusedRates.USUAL.sharedBy(1));

    @AfterEach
    void close() {
        service.close();
    }

    @ParameterizedTest
    @CsvSource({
        "UNAVAILABLE, 503, unavailable",
        "TIMED_OUT, 503, timed-out",
        "OVERLOADED, 503, overloaded",
        "INTERNAL, 500, internal-error"
    })
    void answersAFaultOfTheCache(Failure failure, int status, String code) {
        service.cache = request -> Service.failed(failure);

        assertFault(service.get("/event/212312"), status, code);
        assertThat(service.events).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "UNAVAILABLE, 503, unavailable",
        "TIMED_OUT, 503, timed-out",
        "OVERLOADED, 503, overloaded",
        "INTERNAL, 500, internal-error"
    })
    void answersNever200WhereTheEventIsNotTakenOver(Failure failure, int status, String code) {
        service.kinesis = event -> Service.failed(failure);

        assertFault(service.get("/event/212312"), status, code);
    }

    private static void assertFault(Answer answer, int status, String code) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.header("retry-after")).isEqualTo(status == 503 ? "1" : null);
        assertThat(answer.json().getString("messageId")).hasSize(36);
        assertThat(answer.body()).doesNotContain("secret");
    }

    @Test
    void answersInTimeWhereTheCacheNeverDoes() {
        service.get("/event/212312");
        service.cache = request -> Service.never();

        assertTimedOut();
    }

    @Test
    void answersInTimeWhereKinesisNeverDoes() {
        service.get("/event/212312");
        service.kinesis = event -> Service.never();

        assertTimedOut();
    }

    private void assertTimedOut() {
        long start = System.nanoTime();
        Answer answer = service.get("/event/212312");

        assertFault(answer, 503, "timed-out");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(DEADLINE_AND_NOISE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST"})
    void answersWhereTheNeighbourThrows(String method) {
        service.cache = request -> {
            throw new IllegalStateException("defect");
        };

        assertThat(service.send(method, "/event/212312", "").status()).isEqualTo(500);
        assertThat(service.send(method, "/event/212312", "").status()).isEqualTo(500);
        assertThat(service.send(method, "/event/212312", "").status()).isEqualTo(500);
    }

    @Test
    void answersWhereItFailsItselfAfterTheVerdict() {
        service.cache = request -> {
            service.clock.breakOnce();
            return Future.succeededFuture(new ValidationResult.Rejected(Service.PROGRAM, RejectionReason.EXPIRED, ""));
        };

        assertFault(service.get("/event/212312"), 500, "internal-error");
        service.awaitInFlight(0);
    }

    @Test
    void answersARefusalThoughItsEventIsNotTakenOver() {
        service.kinesis = event -> Service.failed(Failure.OVERLOADED);
        service.refuses(RejectionReason.EXPIRED, "");

        assertThat(service.get("/event/212312").status()).isEqualTo(410);
    }

    @Test
    void answersARefusalWithoutWaitingForItsEvent() {
        service.kinesis = event -> Service.never();
        service.refuses(RejectionReason.CHECKSUM_MISMATCH, "checksum");

        assertThat(service.get("/event/212312").status()).isEqualTo(422);
        assertThat(service.count("trackbus.http.refused.events", "outcome", "failed", "reason", "checksum-mismatch"))
                .isZero();
    }

    @Test
    void shedsWhatIsBeyondTheBoundAndRecovers() {
        Promise<Appended> held = Promise.promise();
        service.kinesis = event -> held.future();
        try (RawConnection first = service.connect();
                RawConnection second = service.connect()) {
            first.send(Service.request("GET", "/event/212312", ""));
            second.send(Service.request("POST", "/event/212312", ""));
            service.awaitInFlight(2);

            Answer shed = service.get("/event/212312");
            Answer health = service.get("/health/live");
            held.complete(new Appended(1));

            assertThat(shed.status()).isEqualTo(503);
            assertThat(shed.code()).isEqualTo("too-many-in-flight");
            assertThat(shed.header("retry-after")).isEqualTo("1");
            assertThat(health.status()).isEqualTo(200);
            assertThat(first.read().status()).isEqualTo(200);
            assertThat(second.read().status()).isEqualTo(200);
        }
        assertThat(service.get("/event/212312").status()).isEqualTo(200);
        assertThat(service.events).hasSize(3);
    }

    @Test
    void givesTheFlightBackWhateverTheAnswer() {
        service.knowsNoProgram();
        for (int i = 0; i < 3; i++) {
            assertThat(service.get("/event/212312").status()).isEqualTo(404);
            assertThat(service.get("/event/%zz").status()).isEqualTo(400);
            assertThat(service.post("/event/212312", "x", "Content-Type: text/plain")
                            .status())
                    .isEqualTo(400);
            assertThat(service.get("/elsewhere").status()).isEqualTo(404);
        }
        service.awaitInFlight(0);
    }

    @Test
    void survivesAClientThatLeavesBeforeItsAnswer() {
        Promise<ValidationResult> held = Promise.promise();
        service.cache = request -> held.future();
        try (RawConnection connection = service.connect()) {
            connection.send(Service.request("GET", "/event/212312", ""));
            service.awaitInFlight(1);
        }
        held.complete(new ValidationResult.Accepted(Service.PROGRAM));
        service.awaitInFlight(0);

        assertThat(service.event().request().programId()).isEqualTo("212312");
        assertThat(service.get("/event/212312").status()).isEqualTo(200);
    }
}
