package dev.trackbus.local.service;

import static dev.trackbus.local.service.ServiceUnderTest.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Test of the second outage of Redis, after the service has read some programs. */
class RedisOutageIT {
    /** Guaranteed 5 s, plus time for a busy machine. */
    private static final Duration WELL_AGAIN = Duration.ofSeconds(7);

    private static ServiceFixture scene;

    @BeforeAll
    static void killRedis() {
        scene = new ServiceFixture(Map.of());
        remember("cached-before-an-earlier-outage");
        kill();
        restart();
        remember("cached");
        kill();
    }

    private static void remember(String programId) {
        scene.core().write(ProgramStore.program(programId));
        assertThat(scene.client().get("/event/" + programId).status()).isEqualTo(200);
    }

    /** Redis comes back empty, and gets a program. */
    private static void restart() {
        scene.redis().start();
        scene.core().write(ProgramStore.program("not-cached"));
        scene.service().awaitStatus("up");
    }

    private static void kill() {
        scene.redis().kill();
        soon().until(() -> detail().contains("unreachable"));
    }

    @AfterAll
    static void stop() {
        scene.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cached", "cached-before-an-earlier-outage"})
    void servesACachedProgramDuringTheOutage(String programId) {
        Response answer = scene.client().get("/event/" + programId);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().getString("programName")).isEqualTo("Name of " + programId);
    }

    @Test
    void returns503ForAnUncachedProgram() {
        Response answer = scene.client().get("/event/not-cached");
        assertThat(answer).returns(503, Response::status).returns("unavailable", Response::code);
        assertThat(answer.header("Retry-After")).isEqualTo("1");
    }

    @Test
    void returns503InsteadOf404ForAMissingProgram() {
        assertThat(scene.client().get("/event/" + UUID.randomUUID()).status()).isEqualTo(503);
    }

    @Test
    void aRedisThatCameBackEmptyHidesNoProgram() {
        scene.redis().start();
        soon().until(() -> detail().contains("empty"));
        servesACachedProgramDuringTheOutage("cached");
        returns503ForAnUncachedProgram();
        returns503InsteadOf404ForAMissingProgram();
        kill();
    }

    private static String detail() {
        JsonObject details = scene.service().health().json().getJsonObject("details", new JsonObject());
        return details.getString("redis", "");
    }

    @Test
    void staysReadyAndReportsThatRedisIsDown() {
        soon().until(() -> unhealthy().equals(Set.of("redis")));
        Response health = scene.service().health();
        assertThat(health.status()).isEqualTo(200);
        assertThat(health.json().getJsonObject("details").getString("redis"))
                .contains("unreachable")
                .doesNotContain("127.0.0.1", Integer.toString(scene.redis().port()));
    }

    private static Set<String> unhealthy() {
        return scene.service().health().json().getJsonObject("details").fieldNames();
    }

    @Test
    void isHealthyWithinSecondsAfterTheRecovery() {
        long start = System.nanoTime();
        restart();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(WELL_AGAIN);
        scene.core().write(ProgramStore.program("later"));
        assertThat(scene.client().get("/event/later").status()).isEqualTo(200);
        assertThat(scene.client().get("/event/" + UUID.randomUUID()).status()).isEqualTo(404);
        kill();
    }
}
