package dev.trackbus.kinesis.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Random operations and crashes of a journal, compared with a sorted map. */
class JournalModelTest {
    private enum What {
        APPEND,
        CONFIRM,
        RESTART,
        KILL,
        FILL_DISK,
        FAIL_WRITES,
        FAIL_FORCES,
        FAIL_CUTTING,
        HEAL
    }

    record Step(What what, int count, int size) {}

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<What> what = Arbitraries.frequency(
                Tuple.of(8, What.APPEND),
                Tuple.of(4, What.CONFIRM),
                Tuple.of(2, What.RESTART),
                Tuple.of(4, What.KILL),
                Tuple.of(1, What.FILL_DISK),
                Tuple.of(1, What.FAIL_WRITES),
                Tuple.of(1, What.FAIL_FORCES),
                Tuple.of(1, What.FAIL_CUTTING),
                Tuple.of(3, What.HEAL));
        Arbitrary<Integer> count = Arbitraries.integers().between(1, 60);
        Arbitrary<Integer> size = Arbitraries.frequencyOf(
                Tuple.of(6, Arbitraries.integers().between(0, 400)),
                Tuple.of(2, Arbitraries.integers().between(3_000, 20_000)),
                Tuple.of(1, Arbitraries.integers().between(60_000, 140_000)));
        return Combinators.combine(what, count, size)
                .as(Step::new)
                .list()
                .ofMinSize(3)
                .ofMaxSize(25);
    }

    @Property(tries = 150)
    void appendedRecordsAreReadUntilConfirmed(
            @ForAll("steps") List<Step> steps, @ForAll boolean forced, @ForAll boolean powerLoss, @ForAll long seed)
            throws IOException {
        Run run = new Run(new FakeDisk(seed), forced, powerLoss);
        for (Step step : steps) {
            run.take(step);
        }
        run.end();
    }

    private static final class Run {
        private final JournalConfig config;
        private final boolean powerLoss;
        private final SortedMap<Long, String> model = new TreeMap<>();
        private FakeDisk disk;
        private OpenJournal open;
        private int events;
        private long highest = -1;

        Run(FakeDisk disk, boolean forced, boolean powerLoss) throws IOException {
            this.disk = disk;
            this.config = forced ? OpenJournal.FORCED : OpenJournal.WRITTEN;
            this.powerLoss = powerLoss;
            this.open = new OpenJournal(disk, config);
        }

        void take(Step step) throws IOException {
            switch (step.what) {
                case APPEND -> append(step.size > 50_000 ? Math.min(step.count, 4) : step.count, step.size);
                case CONFIRM -> confirm(step.count);
                case RESTART -> restart();
                case KILL -> kill(step);
                case FILL_DISK -> disk.room(step.size);
                case FAIL_WRITES -> disk.fail(FakeDisk.Call.WRITE);
                case FAIL_FORCES -> disk.fail(FakeDisk.Call.FORCE, FakeDisk.Call.FORCE_NAMES);
                case FAIL_CUTTING -> disk.fail(FakeDisk.Call.WRITE, FakeDisk.Call.TRUNCATE, FakeDisk.Call.DELETE);
                case HEAL -> disk.heal();
            }
        }

        private void append(int count, int size) {
            open.append(events, count, size);
            events += count;
            model.putAll(open.taken);
            for (long number : open.numbers) {
                assertThat(number).isGreaterThan(highest);
                highest = number;
            }
            open.numbers.clear();
            open.taken.clear();
        }

        private void confirm(int percent) {
            open.readUntil(() -> disk.isDead() || open.given.keySet().containsAll(model.keySet()));
            if (open.given.keySet().containsAll(model.keySet()) && !model.isEmpty()) {
                long number = model.keySet().stream()
                        .skip((long) model.size() * Math.min(percent, 59) / 60)
                        .findFirst()
                        .orElseThrow();
                open.confirm(number);
                model.headMap(number).clear();
            }
        }

        private void restart() throws IOException {
            disk.heal();
            open.close();
            assertThat(disk.opened()).isZero();
            reopen();
        }

        private void kill(Step step) throws IOException {
            disk.heal();
            disk.dieAt(1 + step.count % 12);
            append(step.count, Math.min(step.size, 20_000));
            confirm(step.count);
            closeDead();
            boolean lost = powerLoss && config.forced();
            disk = lost ? disk.afterPowerLoss() : disk.afterKill();
            reopen();
        }

        private void closeDead() {
            try {
                open.close();
            } catch (IOException e) {
                assertThat(disk.isDead()).as("close failed: %s", e).isTrue();
            }
        }

        private void reopen() throws IOException {
            open = new OpenJournal(disk, config);
            open.readUntil(() -> open.given.keySet().containsAll(model.keySet()));
            check();
        }

        private void check() {
            open.readAll();
            assertThat(open.given).containsAllEntriesOf(model);
            assertThat(open.order).isSorted().doesNotHaveDuplicates();
            assertThat(open.journal.next()).isGreaterThan(highest);
        }

        void end() throws IOException {
            disk.heal();
            check();
            restart();
            open.append(events, 1, 10);
            assertThat(open.refusals).isEmpty();
            open.readAll();
            open.confirm(open.before());
            assertThat(open.journal.records()).isZero();
            open.close();
            open = new OpenJournal(disk, config);
            open.readAll();
            assertThat(open.given).isEmpty();
            assertThat(SegmentFinder.find(disk).all()).hasSizeLessThanOrEqualTo(1);
            open.close();
        }
    }
}
