package dev.trackbus.local.service;

import static dev.trackbus.local.service.ServiceUnderTest.eventually;
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
    private static final Duration RECOVERY_LIMIT = Duration.ofSeconds(7);

    private static ServiceFixture fixture;

    @BeforeAll
    static void killRedis() {
        fixture = new ServiceFixture(Map.of());
        remember("cached-before-an-earlier-outage");
        kill();
        restart();
        remember("cached");
        kill();
    }

    private static void remember(String programId) {
        fixture.core().write(ProgramStore.program(programId));
        assertThat(fixture.client().get("/event/" + programId).status()).isEqualTo(200);
    }

    /** Restarts Redis, now empty except for one program. */
    private static void restart() {
        fixture.redis().start();
        fixture.core().write(ProgramStore.program("not-cached"));
        fixture.service().awaitStatus("up");
    }

    private static void kill() {
        fixture.redis().kill();
        eventually().until(() -> detail().contains("unreachable"));
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cached", "cached-before-an-earlier-outage"})
    void servesACachedProgramDuringTheOutage(String programId) {
        Response response = fixture.client().get("/event/" + programId);
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.json().getString("programName")).isEqualTo("Name of " + programId);
    }

    @Test
    void returns503ForAnUncachedProgram() {
        Response response = fixture.client().get("/event/not-cached");
        assertThat(response).returns(503, Response::status).returns("unavailable", Response::code);
        assertThat(response.header("Retry-After")).isEqualTo("1");
    }

    @Test
    void returns503InsteadOf404ForAMissingProgram() {
        assertThat(fixture.client().get("/event/" + UUID.randomUUID()).status()).isEqualTo(503);
    }

    @Test
    void servesCachedProgramsWhenRedisIsEmptyAfterARestart() {
        fixture.redis().start();
        eventually().until(() -> detail().contains("empty"));
        servesACachedProgramDuringTheOutage("cached");
        returns503ForAnUncachedProgram();
        returns503InsteadOf404ForAMissingProgram();
        kill();
    }

    private static String detail() {
        JsonObject details = fixture.service().health().json().getJsonObject("details", new JsonObject());
        return details.getString("redis", "");
    }

    @Test
    void staysReadyAndReportsThatRedisIsDown() {
        eventually().until(() -> unhealthy().equals(Set.of("redis")));
        Response health = fixture.service().health();
        assertThat(health.status()).isEqualTo(200);
        assertThat(health.json().getJsonObject("details").getString("redis"))
                .contains("unreachable")
                .doesNotContain("127.0.0.1", Integer.toString(fixture.redis().port()));
    }

    private static Set<String> unhealthy() {
        return fixture.service().health().json().getJsonObject("details").fieldNames();
    }

    @Test
    void isHealthyWithinSecondsAfterTheRecovery() {
        long start = System.nanoTime();
        restart();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(RECOVERY_LIMIT);
        fixture.core().write(ProgramStore.program("later"));
        assertThat(fixture.client().get("/event/later").status()).isEqualTo(200);
        assertThat(fixture.client().get("/event/" + UUID.randomUUID()).status()).isEqualTo(404);
        kill();
    }
}
