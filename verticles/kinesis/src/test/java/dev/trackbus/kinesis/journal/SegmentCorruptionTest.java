package dev.trackbus.kinesis.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Cost of corruption in a segment: its record, or the rest of the block. */
class SegmentCorruptionTest {
    private static final long FIRST = 1_000;

    private final FakeDisk disk = new FakeDisk(1);
    private final List<Long> ends = new ArrayList<>();
    private final Map<Long, Integer> written = new TreeMap<>();

    private record Read(Map<Long, Integer> records, List<Long> order, boolean corrupt) {}

    private static int hash(byte[] bytes, int from, int length) {
        return ByteBuffer.wrap(bytes, from, length).hashCode();
    }

    private byte[] write(List<Integer> sizes) throws IOException {
        disk.delete("s");
        ends.clear();
        written.clear();
        SegmentWriter writer = new SegmentWriter(disk.create("s"), ByteBuffer.allocateDirect(256 << 10));
        long sequence = FIRST;
        for (int size : sizes) {
            WriteBatch batch = new WriteBatch();
            byte[] payload = OpenJournal.payload((int) sequence, size);
            batch.add("k", payload, payload.length, sequence, null);
            long most = writer.end() + SegmentWriter.mostBytes(batch);
            writer.write(batch, sequence);
            assertThat(writer.end()).isLessThanOrEqualTo(most);
            written.put(sequence++, hash(batch.bytes(), batch.from(0), batch.length(0)));
            ends.add(writer.end());
        }
        return disk.content("s");
    }

    private Read read(byte[] content, int step) throws IOException {
        disk.put("r", content);
        Map<Long, Integer> records = new TreeMap<>();
        List<Long> order = new ArrayList<>();
        try (Disk.DiskFile file = disk.open("r")) {
            SegmentReader reader = new SegmentReader(file, FIRST, Long.MAX_VALUE);
            for (long end = Math.min(step, content.length); reader.at() < content.length; end += step) {
                boolean more = true;
                while (more) {
                    more = reader.readBlock(Math.min(end, content.length), (sequence, bytes, from, length) -> {
                        records.put(sequence, hash(bytes, from, length));
                        order.add(sequence);
                    });
                }
            }
            return new Read(records, order, reader.corruptions() > 0 || reader.hasRest());
        }
    }

    @Property(tries = 100)
    void givesWhatWasWritten(@ForAll @Size(min = 1, max = 60) List<@IntRange(max = 200_000) Integer> sizes)
            throws IOException {
        Read read = read(write(sizes), Integer.MAX_VALUE);
        assertThat(read.records).isEqualTo(written);
        assertThat(read.corrupt).isFalse();
    }

    @Property(tries = 400)
    void corruptionCostsItsRecordOrTheRestOfTheBlock(
            @ForAll @Size(min = 1, max = 200) List<@IntRange(max = 3_000) Integer> sizes,
            @ForAll long seed,
            @ForAll boolean zeroes)
            throws IOException {
        byte[] content = write(sizes);
        Random random = new Random(seed);
        int from = random.nextInt(content.length);
        int to = Math.min(content.length, from + (zeroes ? 4_096 : 1));
        boolean changed = false;
        for (int i = from; i < to; i++) {
            byte corrupt = zeroes ? 0 : (byte) (content[i] ^ 1 << random.nextInt(8));
            changed |= corrupt != content[i];
            content[i] = corrupt;
        }
        Read read = read(content, Integer.MAX_VALUE);
        assertThat(written).containsAllEntriesOf(read.records);
        assertThat(read.order).isSorted().doesNotHaveDuplicates();
        assertThat(read.records).containsAllEntriesOf(untouched(from, to));
        assertThat(read.corrupt).isEqualTo(changed);
    }

    private Map<Long, Integer> untouched(int from, int to) {
        int firstBlock = from / BlockHeader.BLOCK * BlockHeader.BLOCK;
        int lastBlock = (to - 1) / BlockHeader.BLOCK * BlockHeader.BLOCK + BlockHeader.BLOCK;
        int lostFrom = from < firstBlock + BlockHeader.BYTES ? firstBlock : from;
        Map<Long, Integer> untouched = new TreeMap<>();
        for (int i = 0; i < ends.size(); i++) {
            long begin = i == 0 ? 0 : ends.get(i - 1);
            if (ends.get(i) <= lostFrom || begin >= lastBlock) {
                untouched.put(FIRST + i, written.get(FIRST + i));
            }
        }
        return untouched;
    }

    @Property(tries = 100)
    void aCutLosesOnlyWhatIsBehindIt(
            @ForAll @Size(min = 1, max = 100) List<@IntRange(max = 3_000) Integer> sizes, @ForAll long seed)
            throws IOException {
        byte[] content = write(sizes);
        int cut = new Random(seed).nextInt(content.length);
        Read read = read(Arrays.copyOf(content, cut), Integer.MAX_VALUE);
        assertThat(read.records).isEqualTo(before(cut));
    }

    private Map<Long, Integer> before(int cut) {
        Map<Long, Integer> before = new TreeMap<>();
        for (int i = 0; i < ends.size() && ends.get(i) <= cut; i++) {
            before.put(FIRST + i, written.get(FIRST + i));
        }
        return before;
    }
}
