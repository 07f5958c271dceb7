package dev.trackbus.bench.faults;

import java.time.Duration;

/** What a service can serve a driver that never has more than so many requests in flight. */
final class Capacity {
    private static final Duration PROBE = Duration.ofSeconds(8);

    private Capacity() {}

    /**
     * Tries it. Blocks.
     *
     * @param most        requests a second that are tried
     * @param connections how many of them at a time
     * @return answers a second, at least 1
     */
    static int of(Stage stage, int most, int connections) {
        Driver probe = stage.driver(connections);
        probe.rate(most);
        Await.pass(PROBE);
        Tally full = stage.outcome().phase("what it can serve", probe.nextPhase());
        probe.rest();
        probe.close();
        return Math.max(1, full.answers().count() / (int) PROBE.toSeconds());
    }
}
