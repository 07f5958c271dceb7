package dev.trackbus.kinesis.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * Writer of batches to one segment: record = length (4) | CRC32C over length and payload (4) | payload, one after the
 * other
 * through all blocks. The journal writer's thread only.
 */
final class SegmentWriter {
    /** Bytes of length and checksum before each payload. */
    static final int RECORD_HEADER = 8;

    private final Disk.DiskFile file;
    private final ByteBuffer out;
    private final CRC32C checksum = new CRC32C();
    private final byte[] head = new byte[RECORD_HEADER];
    private final ByteBuffer headFields = ByteBuffer.wrap(head);
    private long good;
    private long end;

    /** Begins an empty file; the buffer is used by one writer at a time. */
    SegmentWriter(Disk.DiskFile file, ByteBuffer out) {
        this.file = file;
        this.out = out;
    }

    /** Returns the bytes of complete batches. */
    long end() {
        return good;
    }

    /** Returns the largest number of bytes that a batch adds to a file. */
    static long mostBytes(WriteBatch batch) {
        long records = batch.used() + (long) RECORD_HEADER * batch.records();
        return records + BlockHeader.BYTES * (records / BlockHeader.ROOM + 2);
    }

    /**
     * Writes a batch. Where that fails the file has a part of it, and {@link #rollBack} has to be called.
     *
     * @param sequence sequence number of the first record
     */
    void write(WriteBatch batch, long sequence) throws IOException {
        out.clear();
        for (int i = 0; i < batch.records(); i++) {
            int from = batch.from(i);
            int length = batch.length(i);
            headFields.putInt(0, length);
            checksum.reset();
            checksum.update(head, 0, Integer.BYTES);
            checksum.update(batch.bytes(), from, length);
            headFields.putInt(Integer.BYTES, (int) checksum.getValue());
            put(head, 0, RECORD_HEADER, length, sequence + i);
            put(batch.bytes(), from, length, 0, sequence + i);
        }
        flush();
        good = end;
    }

    /** Writes bytes of a record, followed by more of it, and opens blocks on the way. */
    private void put(byte[] bytes, int from, int length, int behind, long sequence) throws IOException {
        int at = from;
        int rest = length;
        while (rest > 0) {
            if (out.remaining() <= BlockHeader.BYTES) {
                flush();
            }
            if (end % BlockHeader.BLOCK == 0) {
                openBlock(rest + behind, bytes == head && at == 0, sequence);
            }
            int room = (int) (BlockHeader.BLOCK - end % BlockHeader.BLOCK);
            int count = Math.min(rest, Math.min(room, out.remaining()));
            out.put(bytes, at, count);
            end += count;
            at += count;
            rest -= count;
        }
    }

    private void openBlock(int restOfRecord, boolean recordBegins, long sequence) {
        if (recordBegins) {
            BlockHeader.write(out, sequence, BlockHeader.BYTES, checksum);
        } else {
            BlockHeader.write(out, sequence + 1, BlockHeader.firstAfter(restOfRecord), checksum);
        }
        end += BlockHeader.BYTES;
    }

    private void flush() throws IOException {
        out.flip();
        file.write(out, end - out.limit());
        out.clear();
    }

    void force() throws IOException {
        file.force();
    }

    /** Cuts off a batch whose write or force failed, so that the next one does not follow a partial record. */
    void rollBack(long to) throws IOException {
        good = to;
        end = to;
        file.truncate(to);
    }

    void close() throws IOException {
        file.close();
    }
}
