package dev.trackbus.local.service;

import static dev.trackbus.local.service.ServiceUnderTest.soon;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** SIGTERM under load: the service serves on for its grace of a second, and then goes in order. */
class StopIT {
    private static final Duration GRACE = Duration.ofSeconds(1);

    private static Scene scene;
    private static Load load;
    private static long terminatedAt;
    private static Answer health;
    private static int exitCode;

    @BeforeAll
    static void stopUnderLoad() {
        scene = new Scene(Map.of("STOP_GRACE", "1s"));
        scene.core().write(CoreData.program("stop"));
        load = new Load(scene.service(), "stop");
        load.awaitAccepted(400);
        terminatedAt = System.nanoTime();
        scene.service().process().terminate();
        soon().pollInterval(Duration.ofMillis(5))
                .until(() -> (health = scene.service().health()).status() != 200);
        exitCode = scene.service().process().awaitExit(Duration.ofSeconds(30));
        load.stop();
    }

    @AfterAll
    static void close() {
        scene.close();
    }

    @Test
    void everyAnsweredEventArrivesOnce() {
        Delivery delivery = new Delivery(load, scene.events()::all);
        delivery.assertComplete();
        delivery.assertNoDuplicatesBut(Set.of());
    }

    @Test
    void theExitCodeSaysThatNothingRemains() {
        assertThat(exitCode).isZero();
    }

    @Test
    void theServiceIsNotReadyDuringTheGrace() {
        assertThat(health.status()).isEqualTo(503);
        assertThat(health.json().getString("status")).isEqualTo("stopping");
    }

    @Test
    void requestsAreAnsweredDuringTheGrace() {
        assertThat(load.refused()).isEmpty();
        assertThat(load.accepted().values())
                .filteredOn(accepted -> accepted.at() > terminatedAt)
                .hasSizeGreaterThan(50);
    }

    @Test
    void noConnectionIsRefusedOrCutBeforeTheGraceEnds() {
        assertThat(load.lost()).isNotEmpty().allSatisfy(at -> assertThat(Duration.ofNanos(at - terminatedAt))
                .isGreaterThan(GRACE));
    }
}
