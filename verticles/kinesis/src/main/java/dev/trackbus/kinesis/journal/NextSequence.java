package dev.trackbus.kinesis.journal;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides with which number a process continues, so that no number of an earlier one is used again. */
final class NextSequence {
    private static final Logger LOG = LoggerFactory.getLogger(NextSequence.class);

    /** A file whose name has a higher number is not one of ours: it would use up the numbers. */
    private static final long MOST_PLAUSIBLE = 1L << 61;

    private NextSequence() {}

    /**
     * Returns a number that is higher than those of all readable records, and of all that corrupt files may hold; reads the
     * newest segment to its end.
     *
     * @param position the number before which all is confirmed
     */
    static long after(long position, Segments segments) throws IOException {
        long next = Math.max(position, afterNewest(segments));
        Map<Long, Long> unreadable = new TreeMap<>(segments.quarantine().segments());
        segments.leftOut().forEach(segment -> unreadable.put(segment.first(), segment.end()));
        for (Map.Entry<Long, Long> each : unreadable.entrySet()) {
            if (each.getKey() >= next && each.getKey() < MOST_PLAUSIBLE) {
                next = each.getKey() + Segment.mostRecords(each.getValue());
            }
        }
        return next;
    }

    private static long afterNewest(Segments segments) {
        Segment newest = segments.newest();
        if (newest == null) {
            return 0;
        }
        try (Disk.DiskFile file = segments.open(newest)) {
            SegmentReader reader = segments.reader(newest, file);
            SegmentScan scan = SegmentScan.of(reader, newest.end(), (sequence, bytes, from, length) -> {});
            newest.seal(Math.max(newest.first() + 1, scan.behind()));
        } catch (IOException e) {
            LOG.error("Cannot read {}; continuing at the next number that it cannot contain", newest.name(), e);
            newest.seal(newest.first() + Segment.mostRecords(newest.end()));
        }
        return newest.behind();
    }
}
