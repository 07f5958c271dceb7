package dev.trackbus.local.service;

import static dev.trackbus.local.service.ProgramStore.with;
import static dev.trackbus.local.service.ServiceUnderTest.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trackbus.proto.ProgramDocument;
import dev.trackbus.proto.ProgramJson;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Pipeline;

/** Test of pushed updates of cached programs. */
class PushIT {
    private static ServiceFixture fixture;

    private final String id = "push-" + UUID.randomUUID();
    private final Map<String, String> program = with(ProgramStore.program(id), "version", "10");

    @BeforeAll
    static void start() {
        fixture = new ServiceFixture(Map.of());
    }

    @AfterAll
    static void stop() {
        fixture.close();
    }

    private String name() {
        return fixture.client().get("/event/" + id).json().getString("programName");
    }

    private int status() {
        return fixture.client().get("/event/" + id).status();
    }

    private void remember() {
        fixture.core().write(program);
        assertThat(name()).isEqualTo("Name of " + id);
    }

    private Map<String, String> state(String name, int version) {
        return with(with(program, "programName", name), "version", Integer.toString(version));
    }

    /** Pushes a marker and waits for it. The channel is ordered, so all earlier pushes have arrived then. */
    private void awaitPushes() {
        Map<String, String> marker = ProgramStore.program("marker-" + UUID.randomUUID());
        fixture.core().push(with(marker, "version", "1"));
        eventually()
                .until(() -> fixture.client()
                                .get("/event/" + marker.get("programId"))
                                .status()
                        == 200);
    }

    @Test
    void aChangeWithoutVersionChangesTheNextResponse() {
        Map<String, String> reference = ProgramStore.program(id);
        fixture.core().write(reference);
        assertThat(name()).isEqualTo("Name of " + id);
        fixture.core().call(redis -> redis.hset("program:" + id, "programName", "Changed"));
        fixture.core()
                .publish("{\"programId\":\"" + id + "\",\"programName\":\"Changed\",\"checksum\":\"7d2f\","
                        + "\"customerId\":4711,\"customerName\":\"Müller & Söhne\"}");
        eventually().until(() -> name().equals("Changed"));
    }

    @Test
    void aNewerVersionReplacesTheCachedOne() {
        remember();
        fixture.core().push(state("Newer", 11));
        awaitPushes();
        assertThat(name()).isEqualTo("Newer");
    }

    @Test
    void anEqualVersionReplacesTheCachedOne() {
        remember();
        fixture.core().push(state("Equal", 10));
        awaitPushes();
        assertThat(name()).isEqualTo("Equal");
    }

    @Test
    void anOlderVersionIsIgnored() {
        remember();
        fixture.core().push(state("Older", 9));
        awaitPushes();
        assertThat(name()).isEqualTo("Name of " + id);
    }

    @Test
    void aPushedProgramIsServedWithoutARead() {
        fixture.core().push(program);
        awaitPushes();
        assertThat(status()).isEqualTo(200);
    }

    @Test
    void aDeletedProgramIsUnknown() {
        remember();
        fixture.core().push(Map.of("programId", id, "version", "11", "deleted", "true"));
        awaitPushes();
        assertThat(status()).isEqualTo(404);
    }

    @Test
    void aDeletionOlderThanTheProgramIsIgnored() {
        remember();
        fixture.core().push(Map.of("programId", id, "version", "9", "deleted", "true"));
        awaitPushes();
        assertThat(status()).isEqualTo(200);
    }

    @Test
    void aMissingProgramIsServedOnceItIsPushed() {
        assertThat(status()).isEqualTo(404);
        fixture.core().push(program);
        awaitPushes();
        assertThat(status()).isEqualTo(200);
    }

    @Test
    void anInvalidUpdateIsIgnored() {
        remember();
        fixture.core().publish("{\"programId\":\"" + id + "\"");
        fixture.core().publish("{\"programId\":\"" + id + "\",\"version\":12}");
        awaitPushes();
        assertThat(name()).isEqualTo("Name of " + id);
    }

    @Test
    void tenThousandUpdatesAtOnceDoNotDelayRequests() {
        remember();
        ClickLoad load = new ClickLoad(fixture.service(), id);
        load.awaitAccepted(100);
        fixture.core().call(redis -> {
            Pipeline pipeline = redis.pipelined();
            IntStream.range(0, 10_000)
                    .mapToObj(i -> ProgramStore.program("crowd-" + i))
                    .map(other -> ProgramJson.write(new ProgramDocument(with(other, "version", "1"))))
                    .forEach(message -> pipeline.publish("program-updates", message));
            pipeline.sync();
            return null;
        });
        awaitPushes();
        load.awaitAccepted(100);
        load.stop();
        assertThat(load.rejected()).isEmpty();
        assertThat(load.lost()).isEmpty();
        assertThat(fixture.client().get("/event/crowd-9999").status()).isEqualTo(200);
    }
}
