package dev.trackbus.kinesis.journal;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finder of the segments that an earlier process left. */
final class SegmentFinder {
    private static final Logger LOG = LoggerFactory.getLogger(SegmentFinder.class);

    private SegmentFinder() {}

    /** Finds the segments in a directory; changes nothing there. Empty files are ignored. */
    static Segments find(Disk disk) throws IOException {
        Map<Long, String> names = new TreeMap<>();
        disk.list().forEach(name -> Segment.firstOf(name).ifPresent(first -> names.put(first, name)));
        Segments segments = new Segments(disk);
        for (Map.Entry<Long, String> each : names.entrySet()) {
            Segment segment = new Segment(each.getKey());
            try (Disk.DiskFile file = disk.open(each.getValue())) {
                segment.grow(file.size());
                segment.seal();
                addOrLeaveOut(segments, segment, file);
            }
        }
        return segments;
    }

    private static void addOrLeaveOut(Segments segments, Segment segment, Disk.DiskFile file) throws IOException {
        if (segment.end() > 0 && isSegment(segment, file)) {
            segments.add(segment);
        } else if (segment.end() > 0) {
            segments.leaveOut(segment);
        }
    }

    /** Returns whether a file is a segment; one that cannot be read now may be one. */
    private static boolean isSegment(Segment segment, Disk.DiskFile file) throws UnknownFormatException {
        try {
            return SegmentReader.isSegment(file, segment.first());
        } catch (UnknownFormatException e) {
            throw e;
        } catch (IOException e) {
            LOG.error("Cannot read {}", segment.name(), e);
            return true;
        }
    }
}
