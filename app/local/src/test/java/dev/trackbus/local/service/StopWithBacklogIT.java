package dev.trackbus.local.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trackbus.kinesis.stub.Fault;
import dev.trackbus.kinesis.stub.Script;
import dev.trackbus.local.KinesisEndpoint;
import dev.trackbus.local.LocalRedis;
import dev.trackbus.local.Port;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Test of SIGTERM with an unconfirmed event: the service retries until its deadline and reports remaining events. */
class StopWithBacklogIT {
    private static final int EVENTS_REMAIN = 75;

    /** Longer than any drain in this test; a longer stop counts as a hang. */
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static LocalRedis redis;

    @BeforeAll
    static void start() {
        redis = LocalRedis.started();
        new ProgramStore(redis.port()).write(ProgramStore.program("stop"));
    }

    @AfterAll
    static void stop() {
        redis.close();
    }

    private static ServiceUnderTest serviceWithAnEvent(KinesisEndpoint kinesis, String drainTimeout) {
        Map<String, String> settings = ServiceUnderTest.settings(redis.port(), kinesis);
        settings.put("DRAIN_TIMEOUT", drainTimeout);
        ServiceUnderTest service = ServiceUnderTest.start(settings).awaitUp();
        assertThat(service.client().get("/event/stop").status()).isEqualTo(200);
        return service;
    }

    private static int exitCodeOf(ServiceUnderTest service) {
        service.process().terminate();
        return service.process().awaitExit(LIMIT);
    }

    @Test
    void theExitCodeReportsRemainingEventsWhenKinesisIsDown() {
        try (ServiceUnderTest service = serviceWithAnEvent(KinesisEndpoint.local(Port.free()), "2s")) {
            assertThat(exitCodeOf(service)).isEqualTo(EVENTS_REMAIN);
            assertThat(service.log())
                    .anySatisfy(line -> assertThat(line).contains("1 events and 0 dead letters remain"));
        }
    }

    @Test
    void theExitCodeReportsRemainingEventsWhenKinesisHangs() {
        try (KinesisStub stream = new KinesisStub()) {
            stream.stub().play(Script.NORMAL.failing(Fault.hang()));
            try (ServiceUnderTest service = serviceWithAnEvent(stream.endpoint(), "2s")) {
                assertThat(exitCodeOf(service)).isEqualTo(EVENTS_REMAIN);
            }
        }
    }

    @Test
    void waitsForASlowKinesis() {
        try (KinesisStub stream = new KinesisStub()) {
            stream.stub().play(Script.NORMAL.delayed(Duration.ofMillis(800)));
            try (ServiceUnderTest service = serviceWithAnEvent(stream.endpoint(), "50s")) {
                assertThat(exitCodeOf(service)).isZero();
                assertThat(stream.messageIds()).hasSize(1);
            }
        }
    }
}
