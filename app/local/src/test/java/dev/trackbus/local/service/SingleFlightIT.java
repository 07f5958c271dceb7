package dev.trackbus.local.service;

import static dev.trackbus.local.service.ServiceUnderTest.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trackbus.local.KinesisMock;
import dev.trackbus.local.LocalRedis;
import dev.trackbus.redis.fault.FaultProxy;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Test of many concurrent requests for programs that are not cached, while Redis is slow. */
class SingleFlightIT {
    private static final int REQUESTS = 1_000;
    private static final int CONNECTIONS = 20;
    private static final Duration READ_TIMEOUT = Duration.ofMillis(250);
    private static final String MISSES = "trackbus_cache_misses_total";
    private static final String READS = "trackbus_redis_read_seconds_count";

    private static final Vertx VERTX = Vertx.vertx();
    private static LocalRedis redis;
    private static KinesisMock kinesis;
    private static FaultProxy proxy;
    private static ServiceUnderTest service;
    private static TrackingClient client;
    private static ProgramStore core;

    @BeforeAll
    static void start() {
        redis = LocalRedis.started();
        kinesis = KinesisMock.started();
        proxy = TrackingClient.await(FaultProxy.start(VERTX, "127.0.0.1", redis.port()));
        service = ServiceUnderTest.start(ServiceUnderTest.settings(proxy.port(), kinesis.endpoint()))
                .awaitUp();
        client = TrackingClient.multiplexing(service.vertx(), service.httpPort(), CONNECTIONS);
        core = new ProgramStore(redis.port());
        core.write(ProgramStore.program("warm"));
        responses(REQUESTS, i -> "/event/warm");
    }

    @AfterAll
    static void stop() {
        service.close();
        TrackingClient.await(VERTX.close());
        kinesis.close();
        redis.close();
    }

    @AfterEach
    void removeDelay() {
        proxy.pass();
    }

    private static List<Response> responses(int requests, IntFunction<String> target) {
        List<Future<Response>> sent = IntStream.range(0, requests)
                .mapToObj(i -> client.sendAsync(Request.get(target.apply(i))))
                .toList();
        return sent.stream().map(TrackingClient::await).toList();
    }

    /**
     * A read times out after 250 ms, and the next one starts only then. A busy machine may need several reads, and
     * requests that wait for a timed-out read return 503.
     */
    @Test
    void aThousandRequestsForAnUncachedProgramShareARead() {
        core.write(ProgramStore.program("cold"));
        double missesBefore = service.metric(MISSES);
        double readsBefore = service.metric(READS);
        proxy.delay(Duration.ofMillis(30));
        long begin = System.nanoTime();
        List<Response> responses = responses(REQUESTS, i -> "/event/cold");
        long quarters = Duration.ofNanos(System.nanoTime() - begin).toMillis() / READ_TIMEOUT.toMillis();
        assertThat(responses)
                .allSatisfy(response -> assertThat(response.status()).isIn(200, 503));
        assertThat(service.metric(READS) - readsBefore).isBetween(1.0, 1.0 + quarters);
        assertThat(service.metric(MISSES) - missesBefore)
                .describedAs("requests that waited for a read")
                .isGreaterThan(1 + quarters);
    }

    @Test
    void aCachedProgramIsNotReadAgain() {
        core.write(ProgramStore.program("hot"));
        eventually().until(() -> client.get("/event/hot").status() == 200);
        double readsBefore = service.metric(READS);
        responses(REQUESTS, i -> "/event/hot");
        assertThat(service.metric(READS)).isEqualTo(readsBefore);
    }

    @Test
    void returns503WhenRedisDoesNotAnswer() {
        proxy.hang();
        assertThat(responses(REQUESTS, i -> "/event/unknown-" + i)).allSatisfy(response -> assertThat(response)
                .returns(503, Response::status)
                .returns("1", rejected -> rejected.header("Retry-After")));
        proxy.pass();
        eventually().until(() -> client.get("/event/unknown-1").status() == 404);
    }
}
