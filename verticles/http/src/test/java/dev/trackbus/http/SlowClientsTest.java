package dev.trackbus.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Slow and half-open connections by the thousand: good clients don't notice, and the others are gone soon.
 *
 * <p>What the good ones notice is a matter of time, and to be measured on a machine that has other work: so it is measured
 * against a second service that has no such clients, by turns of one request each. What the machine takes from the one
 * it takes from the other, which two measurements after one another would not have in common. Of several rounds the median
 * counts, for a pause may hit a single request twice in a round, but hardly in most rounds.
 */
class SlowClientsTest {
    private static final int SLOW = 1_000;
    private static final int SILENT = 500;
    private static final int ROUNDS = 9;
    private static final int ASKED = 200;
    private static final String REQUEST = Service.request("GET", "/event/212312", "");

    /** A tenth of a millisecond is nothing to double: below this, time goes to the machine. */
    private static final double NOISE_MILLIS = 2;

    private final Service alone = service(Duration.ofMinutes(10));
    private final Service beside = service(Duration.ofMinutes(10));

    /** Times of one round, in milliseconds, by rank. */
    private record Times(double[] alone, double[] beside) {
        /** At most 2 where the others' presence doubles the time, noise apart. */
        double ratio(int percent) {
            int rank = ASKED * percent / 100;
            return beside[rank] / (alone[rank] + NOISE_MILLIS / 2);
        }
    }

    private static Service service(Duration idleTimeout) {
        return new Service(
                new HttpConfig("127.0.0.1", 0, idleTimeout, 10, Duration.ZERO),
                RefusedRates.USUAL.sharedBy(1),
                new ConnectionLimit(2 * (SLOW + SILENT)));
    }

    @AfterEach
    void close() {
        alone.close();
        beside.close();
    }

    @Test
    void goodClientsAreServedAsBefore() throws IOException {
        round();
        try (SlowClients bad = new SlowClients(beside.port(), REQUEST)) {
            bad.connect(SLOW, SILENT);

            Times[] rounds = Stream.generate(this::round).limit(ROUNDS).toArray(Times[]::new);

            assertThat(bad.open()).isEqualTo(SLOW + SILENT);
            assertThat(median(rounds, 50)).describedAs("half of the requests").isLessThan(2);
            assertThat(median(rounds, 99))
                    .describedAs("all but one in a hundred")
                    .isLessThan(2);
        }
    }

    @Test
    void theOthersAreClosed() throws IOException {
        try (Service hasty = service(Duration.ofSeconds(1));
                SlowClients bad = new SlowClients(hasty.port(), REQUEST)) {
            bad.connect(SLOW, SILENT);

            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> bad.open() == 0);
            assertThat(hasty.get("/event/212312").status()).isEqualTo(200);
        }
    }

    private Times round() {
        Times times = new Times(new double[ASKED], new double[ASKED]);
        try (RawConnection one = alone.connect();
                RawConnection other = beside.connect()) {
            for (int i = 0; i < ASKED; i++) {
                times.alone[i] = millis(one);
                times.beside[i] = millis(other);
            }
        }
        Arrays.sort(times.alone);
        Arrays.sort(times.beside);
        return times;
    }

    private static double millis(RawConnection client) {
        long begin = System.nanoTime();
        assertThat(client.send(REQUEST).read().status()).isEqualTo(200);
        return (System.nanoTime() - begin) / 1e6;
    }

    private static double median(Times[] rounds, int percent) {
        double[] ratios = Stream.of(rounds)
                .mapToDouble(round -> round.ratio(percent))
                .sorted()
                .toArray();
        return ratios[ROUNDS / 2];
    }
}
