package dev.trackbus.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trackbus.bus.Failure;
import dev.trackbus.bus.HealthStatus;
import dev.trackbus.bus.PhaseChanged.Phase;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HealthTest {
    private final Service service = new Service();

    @AfterEach
    void close() {
        service.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health/ready", "/health/check"})
    void isReadyOnlyWhileServing(String path) {
        Answer starting = service.get(path);
        enter(Phase.SERVING);
        Answer serving = service.get(path);
        enter(Phase.STOPPING);
        Answer stopping = service.get(path);

        assertThat(starting.status()).isEqualTo(503);
        assertThat(starting.json()).isEqualTo(new JsonObject().put("status", "starting"));
        assertThat(serving.status()).isEqualTo(200);
        assertThat(serving.json()).isEqualTo(new JsonObject().put("status", "up"));
        assertThat(serving.header("cache-control")).isEqualTo("no-store");
        assertThat(stopping.status()).isEqualTo(503);
        assertThat(stopping.json()).isEqualTo(new JsonObject().put("status", "stopping"));
    }

    @Test
    void isAliveInEveryPhase() {
        for (Phase phase : Phase.values()) {
            enter(phase);
            Answer answer = service.get("/health/live");

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.json()).isEqualTo(new JsonObject().put("status", "up"));
        }
    }

    @Test
    void tellsWhatIsNotWellAndStaysReady() {
        enter(Phase.SERVING);
        service.redisCondition = () -> Future.succeededFuture(new HealthStatus(false, "no connection"));

        Answer answer = service.get("/health/ready");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json())
                .isEqualTo(new JsonObject()
                        .put("status", "degraded")
                        .put("details", new JsonObject().put("redis", "no connection")));
    }

    @Test
    void takesAFailureForNotWell() {
        enter(Phase.SERVING);
        service.kinesisCondition = () -> Service.failed(Failure.UNAVAILABLE);

        JsonObject json = service.get("/health/check").json();

        assertThat(json.getString("status")).isEqualTo("degraded");
        assertThat(json.getJsonObject("details")).isEqualTo(new JsonObject().put("kinesis", "UNAVAILABLE"));
    }

    @Test
    void takesSilenceForNotWell() {
        enter(Phase.SERVING);
        service.redisCondition = Service::never;
        service.kinesisCondition = Service::never;

        JsonObject json = service.get("/health/ready").json();

        assertThat(json.getJsonObject("details").fieldNames()).containsExactly("redis", "kinesis");
    }

    @Test
    void answersHeadAndNothingElse() {
        assertThat(service.send("HEAD", "/health/live", "").status()).isEqualTo(200);

        Answer post = service.send("POST", "/health/live", "");
        assertThat(post.status()).isEqualTo(405);
        assertThat(post.header("allow")).isEqualTo("GET, HEAD");
    }

    @Test
    void asksItsClientsToLeaveWhileStoppingAndServesThem() {
        enter(Phase.STOPPING);
        try (RawConnection connection = service.connect()) {
            Answer answer =
                    connection.send(Service.request("GET", "/event/212312", "")).read();

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("connection")).isEqualTo("close");
            assertThat(connection.isClosedByPeer()).isTrue();
        }
    }

    @Test
    void keepsConnectionsWhileServing() {
        enter(Phase.SERVING);

        assertThat(service.get("/event/212312").header("connection")).isNull();
    }

    private void enter(Phase phase) {
        service.enter(phase);
        Awaitility.await().until(() -> service.phase() == phase);
    }
}
