package dev.trackbus.bench.faults;

import dev.trackbus.bench.ProgramCopies;
import dev.trackbus.bench.Pusher;
import dev.trackbus.local.SamplePrograms;
import dev.trackbus.proto.ProgramDocument;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Half of what it can serve, for a long time, with pushes and one outage of Kinesis in the middle: what it holds stays the
 * same, and nothing is lost.
 *
 * @param time      all of it, the warm-up of a tenth not counted
 * @param programs  how many are pushed beside the samples, which the requests are about
 * @param perSecond pushes a second
 */
record Endurance(Duration time, int programs, int perSecond) implements Scenario {
    private static final int LEAST_SAMPLES = 12;
    private static final int MOST_PER_SECOND = 50_000;
    private static final int CONNECTIONS = 256;
    private static final int WARM_UP = 1_000;

    /** The most that calls in flight hold, which the outage cuts off. */
    private static final int IN_FLIGHT = 2_000;

    /** What the ledger and the stub keep of an event until the end, about. */
    private static final int KEPT_BYTES = 700;

    @Override
    public void play(Stage stage, Scale scale) throws IOException {
        stage.with("JOURNAL_MAX_BYTES", "8GiB").start();
        stage.warmUp(WARM_UP);
        stage.warmUp(WARM_UP);
        int rate = rate(stage, scale);
        List<ProgramDocument> all = Stream.concat(SamplePrograms.all().stream(), ProgramCopies.first(programs).stream())
                .toList();
        try (Pusher pusher = new Pusher(stage.redisPort(), all, perSecond)) {
            stage.load("warm-up, " + rate + " requests a second", rate, time.dividedBy(10));
            ProcessFigures base = stage.base();
            Flatness flatness = Flatness.of(samples(stage, pusher));
            stage.outcome().say("%s", flatness);
            stage.outcome().expect(flatness.isFlat(), "not flat: %s", flatness);
            Findings found = stage.settle(time.dividedBy(5).plusSeconds(60));
            stage.outcome().expect(found.duplicates() <= IN_FLIGHT, "%d duplicates", found.duplicates());
            stage.expectBackAt(base);
            stage.outcome().expect(pusher.fault().isEmpty(), "pushes ended: %s", pusher.fault());
        }
    }

    private int rate(Stage stage, Scale scale) {
        stage.driver().rest();
        int wanted = scale.perSecond() > 0 ? scale.perSecond() : Capacity.of(stage, MOST_PER_SECOND, CONNECTIONS) / 2;
        double seconds = time.plus(time.dividedBy(10)).toSeconds();
        int most = (int) (Runtime.getRuntime().maxMemory() * 0.8 / KEPT_BYTES / seconds);
        if (wanted > most) {
            stage.outcome().say("%d a second in place of %d: the judge can't keep more", most, wanted);
        }
        return Math.min(wanted, most);
    }

    /** One a minute, or more where the run is short; Kinesis is down for a tenth of the time from the middle on. */
    private List<Sample> samples(Stage stage, Pusher pusher) throws IOException {
        int count = (int) Math.max(LEAST_SAMPLES, time.toMinutes());
        Duration step = time.dividedBy(count);
        int down = count / 2;
        int up = down + Math.max(1, count / 10);
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            if (i == down) {
                stage.cutOff();
            } else if (i == up) {
                stage.network().pass();
            }
            Await.pass(step);
            samples.add(sample(stage, pusher, step.multipliedBy(i + 1), i >= down && i < up));
        }
        return samples;
    }

    private static Sample sample(Stage stage, Pusher pusher, Duration at, boolean outage) throws IOException {
        Tally tally = stage.driver().nextPhase();
        Sample sample = Sample.of(stage);
        stage.judge().read();
        stage.outcome()
                .say(
                        "%d:%02d %s; %d answered in all, %d on the stream, %d pushes; %s%s",
                        at.toMinutes(),
                        at.toSecondsPart(),
                        tally,
                        stage.ledger().noted(),
                        stage.judge().delivered(),
                        pusher.pushed(),
                        sample,
                        outage ? "; Kinesis down" : "");
        stage.outcome().expect(tally.allWell(), "not all was answered: %s", tally);
        return sample;
    }
}
