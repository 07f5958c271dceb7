package dev.trackbus.kinesis.journal;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * What stands at the head of each block of {@value #BLOCK} bytes: a place from which a reader that lost its way goes on.
 *
 * <p>Layout, big-endian: magic (3 bytes) and format version (1), sequence (8), first (4), CRC32C of these (4). A later
 * version has to keep magic, version and checksum where they are.
 *
 * @param sequence the number of the first record that begins in this block, or behind it
 * @param first    where in the block that record begins; 0 where none begins in it
 */
record BlockHeader(long sequence, int first) {
    static final int BLOCK = 64 << 10;
    static final int BYTES = 20;
    static final int ROOM = BLOCK - BYTES;

    private static final int MAGIC = 'T' << 16 | 'B' << 8 | 'J';
    private static final int VERSION = 1;

    /** Where the next record begins in a block that takes the rest of another record first. */
    static int firstAfter(int restOfRecord) {
        return restOfRecord < ROOM ? BYTES + restOfRecord : 0;
    }

    /** Writes it at the buffer's position; the buffer's bytes must be in an array or in direct memory. */
    static void write(ByteBuffer into, long sequence, int first, CRC32C checksum) {
        int start = into.position();
        into.putInt(MAGIC << 8 | VERSION).putLong(sequence).putInt(first);
        checksum.reset();
        checksum.update(into.duplicate().limit(into.position()).position(start));
        into.putInt((int) checksum.getValue());
    }

    /** Reads it at the buffer's beginning; null where there is none that is whole. */
    static BlockHeader read(ByteBuffer from, CRC32C checksum) throws UnknownFormatException {
        if (from.limit() < BYTES || from.getInt(0) >>> 8 != MAGIC) {
            return null;
        }
        checksum.reset();
        checksum.update(from.duplicate().limit(BYTES - Integer.BYTES).position(0));
        if ((int) checksum.getValue() != from.getInt(BYTES - Integer.BYTES)) {
            return null;
        }
        int version = from.get(3) & 0xff;
        if (version != VERSION) {
            throw new UnknownFormatException(version);
        }
        return new BlockHeader(from.getLong(4), from.getInt(12));
    }
}
