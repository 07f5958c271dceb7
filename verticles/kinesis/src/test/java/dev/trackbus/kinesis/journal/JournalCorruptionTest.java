package dev.trackbus.kinesis.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

/**
 * Journal whose files were corrupted while no process held it: it opens, gives readable records, and accepts new ones.
 */
class JournalCorruptionTest {
    private enum Damage {
        WRONG_BYTE,
        ZEROED_PAGE,
        CUT,
        MISSING,
        FOREIGN
    }

    @Property(tries = 100)
    void givesAllRecordsOutsideCorruptSegments(
            @ForAll @Size(min = 1, max = 4) List<Damage> corruptions, @ForAll long seed) throws IOException {
        FakeDisk disk = new FakeDisk(seed);
        Random random = new Random(seed);
        SortedMap<Long, String> expected;
        try (OpenJournal open = new OpenJournal(disk, OpenJournal.WRITTEN)) {
            for (int event = 0; event < 120; event += 10) {
                open.append(event, 10, 1 + random.nextInt(9_000));
            }
            expected = new TreeMap<>(open.taken);
        }
        SortedMap<Long, String> all = new TreeMap<>(expected);
        corruptions.forEach(corruption -> lose(expected, corruption(disk, corruption, random)));
        try (OpenJournal open = new OpenJournal(disk, OpenJournal.WRITTEN)) {
            open.readAll();
            assertThat(open.given).containsAllEntriesOf(expected);
            assertThat(all).containsAllEntriesOf(open.given);
            assertThat(open.order).isSorted().doesNotHaveDuplicates();
            open.append(500, 3, 100);
            assertThat(open.taken).hasSize(3);
            open.readAll();
            assertThat(open.given).containsAllEntriesOf(open.taken);
            open.confirm(open.before());
            assertThat(open.journal.records()).isZero();
        }
    }

    private static void lose(SortedMap<Long, String> expected, long[] range) {
        expected.subMap(range[0], range[1]).clear();
    }

    /** The numbers that may be lost: from the first on, to before the second. */
    private static long[] corruption(FakeDisk disk, Damage corruption, Random random) {
        List<String> names = disk.segments();
        if (corruption == Damage.FOREIGN || names.isEmpty()) {
            disk.put("ffffffffffffffff.segment", new byte[random.nextInt(100)]);
            disk.put("instance.segment.swp", new byte[10]);
            return new long[] {0, 0};
        }
        int index = random.nextInt(names.size());
        byte[] content = disk.content(names.get(index));
        int at = content.length == 0 ? 0 : random.nextInt(content.length);
        switch (corruption) {
            case WRONG_BYTE -> Arrays.fill(content, at, Math.min(content.length, at + 1), (byte) random.nextInt());
            case ZEROED_PAGE -> Arrays.fill(content, at, Math.min(content.length, at + 4_096), (byte) 0);
            default -> content = Arrays.copyOf(content, at);
        }
        disk.put(names.get(index), content);
        if (corruption == Damage.MISSING) {
            disk.remove(names.get(index));
        }
        long first = Segment.firstOf(names.get(index)).orElseThrow();
        boolean newest = index == names.size() - 1;
        return new long[] {
            first,
            newest ? Long.MAX_VALUE : Segment.firstOf(names.get(index + 1)).orElseThrow()
        };
    }
}
