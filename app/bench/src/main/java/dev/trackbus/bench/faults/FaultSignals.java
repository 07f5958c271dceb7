package dev.trackbus.bench.faults;

import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Checks that a fault shows: in health, in a metric and in one log line within 10 s of its beginning, and no longer in
 * health and in gauges within 10 s of its end. To be created when the fault begins.
 */
final class FaultSignals {
    /** Limit for a fault to show after its beginning, and to disappear after its end. */
    static final Duration LIMIT = Duration.ofSeconds(10);

    private static final Duration POLL = Duration.ofMillis(200);

    private final Stage stage;
    private final Expected expected;
    private final double metricBefore;
    private final ServiceLog log;
    private final long begin = System.nanoTime();

    /**
     * Where the fault must show.
     *
     * @param name   the fault, for people
     * @param word   a word that the health answer and the log line contain
     * @param metric regular expression for the name of the series that rises
     */
    record Expected(String name, String word, String metric) {
        private boolean isCounter() {
            return metric.contains("_total");
        }
    }

    FaultSignals(Stage stage, Expected expected) {
        this.stage = stage;
        this.expected = expected;
        this.metricBefore = stage.metrics().sum(expected.metric);
        this.log = ServiceLog.fromNow(stage.log());
    }

    /** Awaits the fault in health, metric and log. */
    void expectShown() {
        boolean health = await(() -> Health.ready(stage.service().uri()).isDegraded(expected.word));
        long millis = Duration.ofNanos(System.nanoTime() - begin).toMillis();
        boolean metric = await(() -> stage.metrics().sum(expected.metric) > metricBefore);
        boolean line = await(() -> !log.warnings(expected.word).isEmpty());
        Health now = Health.ready(stage.service().uri());
        Outcome outcome = stage.outcome();
        outcome.say("%s: health after %d ms: %s", expected.name, millis, now.body());
        outcome.expect(health, "%s: health does not name %s: %s", expected.name, expected.word, now);
        outcome.expect(metric, "%s: metric %s does not rise", expected.name, expected.metric);
        outcome.expect(line, "%s: no log line names %s", expected.name, expected.word);
    }

    private boolean await(BooleanSupplier sign) {
        Duration left = LIMIT.minusNanos(System.nanoTime() - begin);
        return Await.until(left, POLL, sign);
    }

    /**
     * Awaits, from the fault's end on, that nothing shows it any more, and counts its log lines: one in each minute of the
     * service's clock, of which even a short fault may touch two.
     */
    void expectGone() {
        long end = System.nanoTime();
        boolean healthy = Await.until(
                LIMIT, POLL, () -> Health.ready(stage.service().uri()).isUp());
        long millis = Duration.ofNanos(System.nanoTime() - end).toMillis();
        boolean back = expected.isCounter()
                || Await.until(LIMIT, POLL, () -> stage.metrics().sum(expected.metric) <= metricBefore);
        List<String> lines = log.warnings(expected.word);
        long most = 2 + Duration.ofNanos(System.nanoTime() - begin).toMinutes();
        Outcome outcome = stage.outcome();
        outcome.say("%s: gone after %d ms, %d log lines", expected.name, millis, lines.size());
        outcome.expect(
                healthy,
                "%s: health %s after its end: %s",
                expected.name,
                LIMIT,
                Health.ready(stage.service().uri()));
        outcome.expect(back, "%s: metric %s still shows it", expected.name, expected.metric);
        outcome.expect(lines.size() <= most, "%s: %d log lines: %s", expected.name, lines.size(), first(lines));
    }

    private static String first(List<String> lines) {
        return String.join(" ", lines.subList(0, Math.min(3, lines.size())));
    }
}
