package dev.trackbus.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class WrkTest {
    private static final String GOOD =
            """
            Running 5s test @ http://127.0.0.1:8080/event/212313
              1 threads and 64 connections
              104771 requests in 5.00s, 37.27MB read
            Requests/sec:  20945.32
            Transfer/sec:      7.45MB
            percentiles in us: p50=2950 p99=9120 p99.9=31000
            """;

    @Test
    void readsWhatWrkCounted() throws IOException {
        Wrk wrk = Wrk.of(GOOD);

        assertThat(wrk).isEqualTo(new Wrk(104_771, 0, 20_945.32, new Latency(2_950, 9_120, 31_000), ""));
    }

    @Test
    void tellsRefusalsFromBrokenConnections() throws IOException {
        Wrk wrk = Wrk.of(
                "  Socket errors: connect 0, read 3, write 0, timeout 1\n  Non-2xx or 3xx responses: 77\n" + GOOD);

        assertThat(wrk.refused()).isEqualTo(77);
        assertThat(wrk.errors()).isEqualTo("Socket errors: connect 0, read 3, write 0, timeout 1");
    }

    @Test
    void doesNotGoOnWithAnOutputThatHasNoFigures() {
        assertThatIOException()
                .isThrownBy(() -> Wrk.of("unable to connect"))
                .withMessageContaining("unable to connect");
    }
}
