package dev.trackbus.bench.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What came of a scenario so far. One thread. */
final class Outcome {
    private static final double NOISE_MILLIS = 250;

    private static final double MOSTLY = 0.8;

    private final Ground ground;
    private final List<String> complaints = new ArrayList<>();
    private Findings findings = new Findings(0, 0, 0, List.of(), List.of());
    private double worstP99;
    private int rounds;

    Outcome(Ground ground) {
        this.ground = ground;
    }

    /** Complains, with a text made of the arguments, where it does not hold. */
    void expect(boolean holds, String otherwise, Object... arguments) {
        if (!holds) {
            String complaint = String.format(Locale.ROOT, otherwise, arguments);
            complaints.add(complaint);
            ground.say("    NOT AS PROMISED: %s", complaint);
        }
    }

    void say(String format, Object... arguments) {
        ground.say("    " + format, arguments);
    }

    /** Complains where requests were not answered, or later than half as late again as before. */
    void expectUnaffected(String name, Tally before, Tally during) {
        expect(during.allWell(), "%s: not all was answered: %s", name, during);
        expect(
                during.isPrompt(
                        during.answers(),
                        Math.max(NOISE_MILLIS, 1.5 * before.answers().p99())),
                "%s: p99 %.1f ms, before %.1f ms",
                name,
                during.answers().p99(),
                before.answers().p99());
    }

    /** Complains where something else was answered than 200 or, for a fifth at most, 503 with Retry-After. */
    void expectMostlyAnswered(String name, Tally during) {
        expect(during.onlyRefusedAsPromised(), "%s: other answers than 200 and 503: %s", name, during);
        int all = during.answers().count() + during.refusals().count();
        expect(during.answers().count() >= MOSTLY * all, "%s: most is not answered: %s", name, during);
    }

    /** Complains where something else was answered than 200 and, within the time, 503 with Retry-After. */
    void expectPromptRefusals(String name, Tally during, double millis) {
        expect(during.onlyRefusedAsPromised(), "%s: other answers than 200 and 503: %s", name, during);
        expect(
                during.isPrompt(during.refusals(), millis),
                "%s: refusals take %.1f ms",
                name,
                during.refusals().p99());
    }

    /** Tells a phase, and keeps its p99 where that is the worst. */
    Tally phase(String name, Tally tally) {
        worstP99 = Math.max(worstP99, tally.answers().p99());
        say("%s: %s", name, tally);
        return tally;
    }

    void round() {
        rounds++;
    }

    int rounds() {
        return rounds;
    }

    /** Complains about what is lost or altered. */
    Findings judged(Findings findings) {
        this.findings = findings;
        List<Integer> missing = findings.missing();
        expect(
                missing.isEmpty(),
                "%d answered events are not on the stream, ids %s",
                missing.size(),
                missing.subList(0, Math.min(10, missing.size())));
        expect(findings.altered().isEmpty(), "events are not what was sent: %s", findings.altered());
        return findings;
    }

    List<String> complaints() {
        return List.copyOf(complaints);
    }

    /** One line for the table. */
    String summary() {
        return String.format(
                Locale.ROOT,
                "%d rounds, %d answered, %d delivered, %d duplicates, worst p99 %.1f ms, %s",
                Math.max(1, rounds),
                findings.noted(),
                findings.delivered(),
                findings.duplicates(),
                worstP99,
                complaints.isEmpty() ? "ok" : "FAILED: " + complaints.get(0));
    }
}
