package dev.trackbus.local.service;

import static dev.trackbus.local.service.ServiceUnderTest.soon;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Test of the recovery of Redis while the cache contains hundreds of programs that may have changed. */
class RedisRecoveryIT {
    private static final int PROGRAMS = 500;
    private static final int REQUESTS_EACH = 4;

    private static ServiceFixture scene;

    @BeforeAll
    static void recover() {
        scene = new ServiceFixture(Map.of());
        names("Old");
        ask(1).forEach(answer -> assertThat(answer.status()).isEqualTo(200));
        scene.redis().kill();
        scene.service().awaitStatus("degraded");
        scene.redis().start();
        names("New");
        scene.service().awaitStatus("up");
    }

    @AfterAll
    static void stop() {
        scene.close();
    }

    private static void names(String name) {
        scene.core().call(redis -> {
            var pipeline = redis.pipelined();
            IntStream.range(0, PROGRAMS)
                    .forEach(i -> pipeline.hset(
                            "program:recovered-" + i,
                            ProgramStore.with(ProgramStore.program("recovered-" + i), "programName", name)));
            pipeline.sync();
            return null;
        });
    }

    private static List<Response> ask(int times) {
        TrackingClient client =
                TrackingClient.of(scene.service().vertx(), scene.service().httpPort(), 16);
        List<Future<Response>> asked = IntStream.range(0, PROGRAMS * times)
                .mapToObj(i -> client.ask(Request.get("/event/recovered-" + i % PROGRAMS)))
                .toList();
        return asked.stream().map(TrackingClient::await).toList();
    }

    @Test
    void readsEachProgramOnceDespiteConcurrentRequests() {
        ask(REQUESTS_EACH);
        soon().until(() ->
                ask(1).stream().allMatch(answer -> "New".equals(answer.json().getString("programName"))));
        assertThat(scene.core().reads()).isBetween((long) PROGRAMS, PROGRAMS + PROGRAMS / 2L);
    }
}
