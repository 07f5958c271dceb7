package dev.trackbus.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Slow and half-open connections by the thousand: good clients don't notice, and the others are gone soon. */
class SlowClientsTest {
    private static final int SLOW = 1_000;
    private static final int SILENT = 500;
    private static final int ASKED = 1_000;
    private static final String REQUEST = Service.request("GET", "/event/212312", "");

    /** What a loaded machine adds to any time. */
    private static final Duration NOISE = Duration.ofMillis(20);

    private final Service service = new Service(
            new HttpConfig("127.0.0.1", 0, Duration.ofSeconds(4), 10, Duration.ZERO),
            RefusedRates.sharedBy(1),
            new ConnectionLimit(SLOW + SILENT + 10));
    private final SlowClients bad = new SlowClients(service.port(), REQUEST);

    @AfterEach
    void close() throws IOException {
        bad.close();
        service.close();
    }

    @Test
    void goodClientsAreServedAsBeforeAndTheOthersAreClosed() throws IOException {
        ask();
        Duration alone = ask();
        bad.connect(SLOW, SILENT);
        Awaitility.await().until(() -> open() == SLOW + SILENT);

        Duration beside = ask();

        assertThat(beside).isLessThan(alone.multipliedBy(2).plus(NOISE));
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> open() == 0);
        assertThat(service.get("/event/212312").status()).isEqualTo(200);
    }

    /** The 99th percentile of one good client's times. */
    private Duration ask() {
        long[] nanos = new long[ASKED];
        try (RawConnection good = service.connect()) {
            for (int i = 0; i < ASKED; i++) {
                long begin = System.nanoTime();
                assertThat(good.send(REQUEST).read().status()).isEqualTo(200);
                nanos[i] = System.nanoTime() - begin;
            }
        }
        Arrays.sort(nanos);
        return Duration.ofNanos(nanos[ASKED * 99 / 100]);
    }

    private double open() {
        return service.meters.get("trackbus.http.connections").gauge().value();
    }
}
