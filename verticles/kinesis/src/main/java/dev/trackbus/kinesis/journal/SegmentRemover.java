package dev.trackbus.kinesis.journal;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Remover of segments whose records are all confirmed. A partly corrupt segment is quarantined instead. */
final class SegmentRemover {
    private static final Logger LOG = LoggerFactory.getLogger(SegmentRemover.class);

    private final Segments segments;

    SegmentRemover(Segments segments) {
        this.segments = segments;
    }

    /**
     * Removes the segments that lie wholly before a sequence number.
     *
     * @param sequence checkpoint that is on disk already
     */
    void removeBefore(long sequence) throws IOException {
        for (Segment segment = segments.oldestBefore(sequence);
                segment != null;
                segment = segments.oldestBefore(sequence)) {
            remove(segment);
            segments.forget(segment);
        }
    }

    private void remove(Segment segment) throws IOException {
        try {
            if (isCorrupt(segment)) {
                segments.quarantine().move(segment.name(), "not all of it could be read and delivered");
            } else {
                segments.delete(segment);
            }
        } catch (NoSuchFileException e) {
            LOG.debug("{} is missing", segment.name(), e);
        }
    }

    /** Reads a segment of an earlier process that this one had no reason to read yet. */
    private boolean isCorrupt(Segment segment) throws NoSuchFileException {
        if (segment.isRead()) {
            return segment.isCorrupt();
        }
        try (Disk.DiskFile file = segments.open(segment)) {
            SegmentReader reader = segments.reader(segment, file);
            return SegmentScan.of(reader, segment.end(), (sequence, bytes, from, length) -> {})
                            .corruptions()
                    > 0;
        } catch (NoSuchFileException e) {
            throw e;
        } catch (IOException e) {
            LOG.error("Cannot read {}", segment.name(), e);
            return true;
        }
    }
}
