package dev.trackbus.local.service;

import static dev.trackbus.local.service.ServiceUnderTest.eventually;
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

    private static ServiceFixture fixture;

    @BeforeAll
    static void recover() {
        fixture = new ServiceFixture(Map.of());
        names("Old");
        ask(1).forEach(response -> assertThat(response.status()).isEqualTo(200));
        fixture.redis().kill();
        fixture.service().awaitStatus("degraded");
        fixture.redis().start();
        names("New");
        fixture.service().awaitStatus("up");
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    private static void names(String name) {
        fixture.core().call(redis -> {
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
                TrackingClient.of(fixture.service().vertx(), fixture.service().httpPort(), 16);
        List<Future<Response>> sent = IntStream.range(0, PROGRAMS * times)
                .mapToObj(i -> client.sendAsync(Request.get("/event/recovered-" + i % PROGRAMS)))
                .toList();
        return sent.stream().map(TrackingClient::await).toList();
    }

    @Test
    void readsEachProgramOnceDespiteConcurrentRequests() {
        ask(REQUESTS_EACH);
        eventually().until(() -> ask(1).stream()
                .allMatch(response -> "New".equals(response.json().getString("programName"))));
        assertThat(fixture.core().reads()).isBetween((long) PROGRAMS, PROGRAMS + PROGRAMS / 2L);
    }
}
