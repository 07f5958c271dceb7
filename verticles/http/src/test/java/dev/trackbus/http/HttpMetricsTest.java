package dev.trackbus.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trackbus.bus.Failure;
import dev.trackbus.bus.RejectionReason;
import io.micrometer.core.instrument.Meter;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpMetricsTest {
    private final Service service = new Service();

    @AfterEach
    void close() {
        service.close();
    }

    @Test
    void countsEachAnswerOnceByOutcomeAndReason() {
        service.get("/event/212312");
        service.post("/event/212312", "");
        service.get("/event/%zz");
        service.get("/elsewhere");
        service.knowsNoProgram();
        service.get("/event/212312");
        service.refuses(RejectionReason.EXPIRED, "");
        service.get("/event/212312");
        service.cache = request -> Service.failed(Failure.UNAVAILABLE);
        service.get("/event/212312");

        assertCounted("accepted", "none", 2);
        assertCounted("bad_request", "malformed-encoding", 1);
        assertCounted("bad_request", "unknown-path", 1);
        assertCounted("unknown", "unknown-program", 1);
        assertCounted("refused", "program-expired", 1);
        assertCounted("unavailable", "unavailable", 1);
        assertThat(service.meters.find("trackbus.http.requests").counters().stream()
                        .mapToDouble(counter -> counter.count())
                        .sum())
                .isEqualTo(7);
    }

    private void assertCounted(String outcome, String reason, int count) {
        assertThat(service.count("trackbus.http.requests", "outcome", outcome, "reason", reason))
                .isEqualTo(count);
    }

    @Test
    void timesTrackingRequestsAlone() {
        service.get("/event/212312");
        service.get("/event/%zz");
        service.get("/health/live");
        service.get("/elsewhere");

        assertThat(service.meters.get("trackbus.http.request.duration").timer().count())
                .isEqualTo(2);
    }

    @Test
    void describesItsMetersAndMakesThemAllAtTheStart() {
        List<Meter> atStart = List.copyOf(service.meters.getMeters());
        service.knowsNoProgram();
        service.get("/event/212312");

        assertThat(service.meters.getMeters()).hasSameSizeAs(atStart);
        assertThat(atStart)
                .allSatisfy(meter -> assertThat(meter.getId().getDescription()).isNotBlank());
    }
}
