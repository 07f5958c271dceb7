package dev.trackbus.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trackbus.bus.Appended;
import dev.trackbus.bus.Bus;
import dev.trackbus.bus.CacheContract;
import dev.trackbus.bus.KinesisContract;
import dev.trackbus.bus.ValidationResult;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rates of a process with an HttpVerticle on each of two event loops, each with a port of its own for the test. */
class RefusedRatesTest {
    private static final int UNKNOWN_PER_PROCESS = 100;
    private static final int REQUESTS = 300;

    private final Vertx vertx = Bus.prepare(Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2)));
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final MovedClock clock = new MovedClock();

    @AfterEach
    void close() {
        Service.await(vertx.close());
    }

    @Test
    void recordsTheRateOfTheProcessOnTwoEventLoops() {
        Bus bus = new Bus(vertx);
        bus.serve(CacheContract.VALIDATE, request -> Future.succeededFuture(ValidationResult.UNKNOWN_PROGRAM));
        bus.serve(KinesisContract.APPEND, event -> Future.succeededFuture(new Appended(1)));

        flood(deploy());
        flood(deploy());

        Awaitility.await().until(() -> count("recorded") + count("rate_limited") == REQUESTS);
        assertThat(count("recorded")).isEqualTo(UNKNOWN_PER_PROCESS);
        assertThat(meters.find("trackbus.http.in.flight").gauges()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 16, 128})
    void theSharesOfAllInstancesAreTheRateOfTheProcess(int instances) {
        RefusedRates share = RefusedRates.USUAL.sharedBy(instances);

        assertThat(Math.round(instances * share.refusedPerSecond())).isEqualTo(1_000);
        assertThat(Math.round(instances * share.unknownPerSecond())).isEqualTo(UNKNOWN_PER_PROCESS);
    }

    private static void flood(int port) {
        try (RawConnection connection = new RawConnection(port)) {
            for (int i = 0; i < REQUESTS / 2; i++) {
                connection.send(Service.request("GET", "/event/999", "")).read();
            }
        }
    }

    private int deploy() {
        HttpVerticle verticle = new HttpVerticle(
                HttpConfig.of("127.0.0.1", 0, false),
                new InstanceLimits(RefusedRates.USUAL.sharedBy(2), MemoryLimits.sharedBy(2)),
                HealthChecks.none(),
                meters,
                clock);
        Service.await(vertx.deployVerticle(verticle));
        return verticle.actualPort();
    }

    private double count(String outcome) {
        return meters.get("trackbus.http.refused.events")
                .tags("outcome", outcome, "reason", "unknown-program")
                .counter()
                .count();
    }
}
