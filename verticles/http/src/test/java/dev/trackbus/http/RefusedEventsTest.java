package dev.trackbus.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trackbus.bus.Failure;
import dev.trackbus.bus.RejectionReason;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RefusedEventsTest {
    private static final String METER = "trackbus.http.refused.events";

    private final Service service = new Service(HttpConfig.of("127.0.0.1", 0, false), new RefusedRates(3, 2));

    @AfterEach
    void close() {
        service.close();
    }

    @Test
    void recordsNoMoreThanTheRateAndCountsTheSurplus() {
        service.refuses(RejectionReason.EXPIRED, "");
        ask(5);

        awaitCount("recorded", "program-expired", 3);
        awaitCount("rate_limited", "program-expired", 2);
        assertThat(service.events).hasSize(3);
    }

    @Test
    void recordsAgainAsTimePasses() {
        service.refuses(RejectionReason.EXPIRED, "");
        ask(4);
        service.clock.move(Duration.ofMillis(334));
        ask(2);

        awaitCount("recorded", "program-expired", 4);
        awaitCount("rate_limited", "program-expired", 2);
    }

    @Test
    void hasARateOfItsOwnForUnknownPrograms() {
        service.knowsNoProgram();
        ask(5);
        service.refuses(RejectionReason.MISSING_PARAMETER, "p");
        ask(5);

        awaitCount("recorded", "unknown-program", 2);
        awaitCount("rate_limited", "unknown-program", 3);
        awaitCount("recorded", "missing-parameter", 3);
    }

    @Test
    void countsTheEventsThatWereNotTakenOver() {
        service.kinesis = event -> Service.failed(Failure.OVERLOADED);
        service.refuses(RejectionReason.INACTIVE, "");
        ask(1);

        awaitCount("failed", "program-inactive", 1);
        awaitCount("recorded", "program-inactive", 0);
    }

    @Test
    void doesNotLimitAcceptedRequests() {
        ask(10);

        assertThat(service.events).hasSize(10);
    }

    private void ask(int times) {
        for (int i = 0; i < times; i++) {
            service.get("/event/212312");
        }
    }

    private void awaitCount(String outcome, String reason, int count) {
        Awaitility.await().untilAsserted(() -> assertThat(service.count(METER, "outcome", outcome, "reason", reason))
                .isEqualTo(count));
    }
}
