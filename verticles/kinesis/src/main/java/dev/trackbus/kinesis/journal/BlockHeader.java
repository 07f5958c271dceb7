package dev.trackbus.kinesis.journal;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * What stands at the head of each block of {@value #BLOCK} bytes: a place from which a reader that lost its way goes on.
 *
 * <p>Layout, big-endian: magic (3 bytes) and format version (1), sequence (8), first (4), CRC32C of these (4).
 *
 * @param sequence the number of the first record that begins in this block, or behind it
 * @param first    where in the block that record begins; 0 where none begins in it
 */
record BlockHeader(long sequence, int first) {
    static final int BLOCK = 64 << 10;
    static final int BYTES = 20;
    static final int ROOM = BLOCK - BYTES;

    private static final int MAGIC_AND_VERSION = 'T' << 24 | 'B' << 16 | 'J' << 8 | 1;

    /** Where the next record begins in a block that takes the rest of another record first. */
    static int firstAfter(int restOfRecord) {
        return restOfRecord < ROOM ? BYTES + restOfRecord : 0;
    }

    /** Writes it at the buffer's position; the buffer's bytes must be in an array or in direct memory. */
    static void write(ByteBuffer into, long sequence, int first, CRC32C checksum) {
        int start = into.position();
        into.putInt(MAGIC_AND_VERSION).putLong(sequence).putInt(first);
        checksum.reset();
        checksum.update(into.duplicate().limit(into.position()).position(start));
        into.putInt((int) checksum.getValue());
    }

    /** Reads it at a place of the buffer; null where there is none that is whole. */
    static BlockHeader read(ByteBuffer from, int at, CRC32C checksum) {
        if (from.limit() - at < BYTES || from.getInt(at) != MAGIC_AND_VERSION) {
            return null;
        }
        checksum.reset();
        checksum.update(from.duplicate().limit(at + BYTES - Integer.BYTES).position(at));
        if ((int) checksum.getValue() != from.getInt(at + BYTES - Integer.BYTES)) {
            return null;
        }
        return new BlockHeader(from.getLong(at + 4), from.getInt(at + 12));
    }
}
