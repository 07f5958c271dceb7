package dev.trackbus.bench.faults;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/** What became of the requests of one phase. Any thread. */
final class Tally {
    private static final double STALL_MILLIS = 150;
    private static final double MOST_REFUSED = 0.05;

    private final Map<String, Integer> outcomes = new TreeMap<>();
    private final Latencies answers = new Latencies();
    private final Latencies refusals = new Latencies();
    private final AtomicInteger withheld = new AtomicInteger();
    private volatile long stallNanos;

    void answered(long nanos) {
        answers.add(nanos);
    }

    void refused(int status, boolean says, long nanos) {
        refusals.add(nanos);
        count(status + (says ? "" : " without Retry-After"));
    }

    void unanswered(String why) {
        count(why);
    }

    /** When so many requests were in flight that one was not sent. */
    void withheld() {
        withheld.incrementAndGet();
    }

    private synchronized void count(String outcome) {
        outcomes.merge(outcome, 1, Integer::sum);
    }

    /** Answers that were 200. */
    Latencies answers() {
        return answers;
    }

    /** Answers that were not. */
    Latencies refusals() {
        return refusals;
    }

    /** Requests without a 200, by reason: a status, or why there was no answer. */
    synchronized Map<String, Integer> otherOutcomes() {
        return Map.copyOf(outcomes);
    }

    /** When the driver itself came to its turn only so much later than it should have. Its thread. */
    void late(long nanos) {
        stallNanos = Math.max(stallNanos, nanos);
    }

    /** The longest that the driver had to wait for its turn: the machine's doing, which the service suffers as well. */
    double stallMillis() {
        return stallNanos / 1e6;
    }

    /** Whether every request was answered 200; where the machine stalled, one of twenty may have been refused. */
    boolean allWell() {
        return otherOutcomes().isEmpty()
                || stallMillis() > STALL_MILLIS
                        && onlyRefusedAsPromised()
                        && refusals.count() <= MOST_REFUSED * (refusals.count() + answers.count());
    }

    /** Whether there were requests, and each was answered 200. */
    boolean isWhole() {
        return answers.count() > 0 && otherOutcomes().isEmpty();
    }

    /** Whether all but one of a hundred answers came within a time, stalls of the machine excepted. */
    boolean isPrompt(Latencies latencies, double millis) {
        return latencies.p99() <= millis + 3 * stallMillis();
    }

    /** Whether what was not answered 200 was answered 503 with Retry-After. */
    boolean onlyRefusedAsPromised() {
        return otherOutcomes().keySet().stream().allMatch("503"::equals);
    }

    @Override
    public String toString() {
        return "%d answered, p99 %.1f ms%s%s"
                .formatted(
                        answers.count(),
                        answers.p99(),
                        otherOutcomes().isEmpty() ? "" : ", others " + otherOutcomes(),
                        (withheld.get() == 0 ? "" : ", " + withheld + " withheld")
                                + (stallMillis() < STALL_MILLIS
                                        ? ""
                                        : ", machine stalled for " + Math.round(stallMillis()) + " ms"));
    }
}
