package dev.trackbus.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trackbus.bus.PhaseChanged.Phase;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An event loop whose clock always shows a lag beyond the bound. */
class OverloadTest {
    private static final long TOO_LATE =
            EventLoopLag.PERIOD.plus(EventLoopLag.BOUND).plusNanos(1).toNanos();

    private final Service service = new Service();
    private final AtomicInteger judged = new AtomicInteger();

    @BeforeEach
    void beLate() {
        var usual = service.cache;
        service.cache = request -> {
            judged.incrementAndGet();
            return usual.apply(request);
        };
        service.leapNanos = TOO_LATE;
        Awaitility.await().until(() -> lag() > 0);
    }

    @AfterEach
    void close() {
        service.close();
    }

    private double lag() {
        return service.meters.get("trackbus.http.event.loop.lag").gauge().value();
    }

    @Test
    void shedsTrackingRequestsBeforeTheyAreReadOrJudged() {
        Answer answer = service.get("/event/%zz");
        service.post("/event/212312", "no json");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.code()).isEqualTo("too-busy");
        assertThat(answer.header("retry-after")).isEqualTo("1");
        assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
        assertThat(judged).hasValue(0);
        assertThat(service.count("trackbus.http.requests", "outcome", "shed", "reason", "too-busy"))
                .isEqualTo(2);
    }

    @Test
    void keepsTheConnectionForTheNextRequest() {
        try (RawConnection connection = service.connect()) {
            for (int i = 0; i < 3; i++) {
                connection.send(Service.request("POST", "/event/212312", "{\"a\":1}"));
                assertThat(connection.read().code()).isEqualTo("too-busy");
            }
        }
    }

    @Test
    void shedsExactlyTheRoutesThatDeclareIt() {
        service.enter(Phase.SERVING);
        Awaitility.await().until(() -> service.phase() == Phase.SERVING);

        assertThat(service.routes()).isNotEmpty().allSatisfy(route -> {
            int status = service.get(route.path().endsWith("/") ? route.path() + "1" : route.path())
                    .status();
            assertThat(status).as(route.path()).isEqualTo(route.isShed() ? 503 : 200);
        });
    }

    @Test
    void logsOneLineForManyShedRequests() {
        try (LogLines log = new LogLines()) {
            for (int i = 0; i < 5; i++) {
                service.get("/event/212312");
            }
            Awaitility.await().until(() -> shed(log).count() > 0);
            assertThat(shed(log)).singleElement().asString().endsWith("The service is overloaded");
        }
    }

    @Test
    void servesRequestsAgainWhenTheLagIsGone() {
        service.leapNanos = Duration.ofMillis(50).toNanos();
        Awaitility.await()
                .untilAsserted(
                        () -> assertThat(service.get("/event/212312").status()).isEqualTo(200));

        assertThat(judged).hasValue(1);
    }

    private static Stream<String> shed(LogLines log) {
        return log.all().stream().filter(line -> line.startsWith("Shed "));
    }
}
