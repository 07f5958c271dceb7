package dev.trackbus.kinesis.journal;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Choice of the sequence number with which a process continues: no number of an earlier process is used again. */
final class NextSequence {
    private static final Logger LOG = LoggerFactory.getLogger(NextSequence.class);

    /** Highest sequence number of a segment name; a higher one is foreign and would use up all numbers. */
    private static final long MAX_PLAUSIBLE = 1L << 61;

    private NextSequence() {}

    /**
     * Returns a sequence number that is higher than those of all readable records, and of all that corrupt files may
     * contain. Reads the
     * newest segment to its end.
     *
     * @param checkpoint checkpoint: the number before which all records are confirmed
     */
    static long after(long checkpoint, Segments segments) throws IOException {
        long next = Math.max(checkpoint, afterNewest(segments));
        Map<Long, Long> unreadable = new TreeMap<>(segments.quarantine().segments());
        segments.leftOut().forEach(segment -> unreadable.put(segment.first(), segment.end()));
        for (Map.Entry<Long, Long> each : unreadable.entrySet()) {
            if (each.getKey() >= next && each.getKey() < MAX_PLAUSIBLE) {
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
            LOG.error(
                    "Cannot read segment {}; continuing at the next sequence number that it cannot contain",
                    newest.name(),
                    e);
            newest.seal(newest.first() + Segment.mostRecords(newest.end()));
        }
        return newest.behind();
    }
}
