package dev.trackbus.kinesis.journal;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * Header of each block of {@value #BLOCK} bytes: a reader that met corruption continues there.
 *
 * <p>Layout, big-endian: magic (3 bytes) and format version (1), sequence (8), first (4), CRC32C of these (4). A later
 * version
 * has to keep the places of magic, version and checksum.
 *
 * @param sequence sequence number of the first record that begins in this block or behind it
 * @param first    offset of that record in the block; 0 where none begins in it
 */
record BlockHeader(long sequence, int first) {
    static final int BLOCK = 64 << 10;
    static final int BYTES = 20;
    static final int ROOM = BLOCK - BYTES;

    private static final int MAGIC = 'T' << 16 | 'B' << 8 | 'J';
    private static final int VERSION = 1;

    /** Returns the offset of the next record in a block that begins with the rest of another one. */
    static int firstAfter(int restOfRecord) {
        return restOfRecord < ROOM ? BYTES + restOfRecord : 0;
    }

    /** Writes a header at the buffer's position. The buffer must have an array or direct memory. */
    static void write(ByteBuffer into, long sequence, int first, CRC32C checksum) {
        int start = into.position();
        into.putInt(MAGIC << 8 | VERSION).putLong(sequence).putInt(first);
        checksum.reset();
        checksum.update(into.duplicate().limit(into.position()).position(start));
        into.putInt((int) checksum.getValue());
    }

    /** Reads the header at the buffer's beginning; null where it is not whole. */
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
