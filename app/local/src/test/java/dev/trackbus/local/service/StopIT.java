package dev.trackbus.local.service;

import static dev.trackbus.local.service.ServiceUnderTest.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Test of SIGTERM under load: the service serves requests for its grace of 1 s, then shuts down in order. */
class StopIT {
    private static final Duration GRACE = Duration.ofSeconds(1);

    private static ServiceFixture fixture;
    private static ClickLoad load;
    private static long terminatedAt;
    private static Response health;
    private static int exitCode;

    @BeforeAll
    static void stopUnderLoad() {
        fixture = new ServiceFixture(Map.of("STOP_GRACE", "1s"));
        fixture.core().write(ProgramStore.program("stop"));
        load = new ClickLoad(fixture.service(), "stop");
        load.awaitAccepted(400);
        terminatedAt = System.nanoTime();
        fixture.service().process().terminate();
        eventually()
                .pollInterval(Duration.ofMillis(5))
                .until(() -> (health = fixture.service().health()).status() != 200);
        exitCode = fixture.service().process().awaitExit(Duration.ofSeconds(30));
        load.stop();
    }

    @AfterAll
    static void close() {
        fixture.close();
    }

    @Test
    void everyAcceptedEventArrivesOnce() {
        DeliveryAssert delivery = new DeliveryAssert(load, fixture.events()::all);
        delivery.assertComplete();
        delivery.assertNoDuplicatesBut(Set.of());
    }

    @Test
    void exitsWithZeroIfNoEventRemains() {
        assertThat(exitCode).isZero();
    }

    @Test
    void isNotReadyDuringTheGrace() {
        assertThat(health.status()).isEqualTo(503);
        assertThat(health.json().getString("status")).isEqualTo("stopping");
    }

    @Test
    void servesRequestsDuringTheGrace() {
        assertThat(load.rejected()).isEmpty();
        assertThat(load.accepted().values())
                .filteredOn(accepted -> accepted.at() > terminatedAt)
                .hasSizeGreaterThan(50);
    }

    @Test
    void refusesAndClosesNoConnectionBeforeTheGraceEnds() {
        assertThat(load.lost()).isNotEmpty().allSatisfy(at -> assertThat(Duration.ofNanos(at - terminatedAt))
                .isGreaterThan(GRACE));
    }
}
