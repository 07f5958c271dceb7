package dev.trackbus.kinesis.journal;

import java.io.IOException;

/**
 * Result of reading a whole segment.
 *
 * @param records     number of readable records
 * @param corruptions number of corrupt places
 * @param torn        whether the file ends within a record: an interrupted write, which is no corruption
 * @param behind      sequence number higher than those of all records
 */
record SegmentScan(long records, long corruptions, boolean torn, long behind) {
    /**
     * Reads a segment from its beginning to its end.
     *
     * @param visitor takes each readable record
     */
    static SegmentScan of(SegmentReader reader, long end, SegmentReader.Visitor visitor) throws IOException {
        long[] records = new long[1];
        boolean more = true;
        while (more) {
            more = reader.readBlock(end, (sequence, bytes, from, length) -> {
                records[0]++;
                visitor.record(sequence, bytes, from, length);
            });
        }
        return new SegmentScan(records[0], reader.corruptions(), reader.hasRest(), reader.sequenceBehind());
    }
}
