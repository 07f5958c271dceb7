package dev.trackbus.kinesis.journal;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * Reader of one segment that continues after corruption. After a record with a wrong checksum it tries the next one;
 * where that
 * is wrong too, it continues at the first record of the next block with a whole header. One thread.
 */
final class SegmentReader {
    static final int MAX_RECORD = WriteBatch.MAX_BYTES;
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private final Disk.DiskFile file;
    private final long limit;
    private final CRC32C checksum = new CRC32C();
    private final ByteBuffer block = ByteBuffer.allocate(BlockHeader.BLOCK);
    private byte[] pending = new byte[BlockHeader.BLOCK];
    private int pendingFrom;
    private int pendingTo;
    private long at;
    private long sequence;
    private boolean lost = true;
    private long corruptions;

    /** Visitor of records. */
    @FunctionalInterface
    interface Visitor {
        /** Takes a record. The bytes belong to the reader and change after this call. */
        void record(long sequence, byte[] bytes, int from, int length);
    }

    /**
     * @param file  file of the segment
     * @param first sequence number of its first record
     * @param limit first sequence number of the next segment; a block that claims records from there on is corrupt
     */
    SegmentReader(Disk.DiskFile file, long first, long limit) {
        this.file = file;
        this.sequence = first;
        this.limit = limit;
    }

    /**
     * Returns whether a file is the segment that its name says: its first block begins with the number in the name,
     * or, where that is
     * corrupt, some block with a later one. A foreign file with a segment's name must not limit the segment before it.
     */
    static boolean isSegment(Disk.DiskFile file, long first) throws IOException {
        CRC32C checksum = new CRC32C();
        ByteBuffer head = ByteBuffer.allocate(BlockHeader.BYTES);
        long size = file.size();
        for (long at = 0; at < size; at += BlockHeader.BLOCK) {
            head.clear();
            file.read(head, at);
            BlockHeader header = BlockHeader.read(head.flip(), checksum);
            if (header != null) {
                return at == 0 ? header.sequence() == first : header.sequence() >= first;
            }
        }
        return false;
    }

    /** Returns the sequence number of the next record. */
    long sequence() {
        return sequence;
    }

    /** Returns the number of corrupt records, and of places where it had to continue at another block. */
    long corruptions() {
        return corruptions;
    }

    /** Returns the offset up to which the file was read. */
    long at() {
        return at;
    }

    /** Returns whether a partial record was read: a torn tail at the end of a file. */
    boolean hasRest() {
        return pendingTo > pendingFrom;
    }

    /** Returns a sequence number that no record in the bytes read so far can have. */
    long sequenceBehind() {
        return hasRest() || lost ? sequence + 1 : sequence;
    }

    /**
     * Reads at most to the end of the current block. Missing bytes of a file that is too short count as corrupt.
     *
     * @param end number of bytes of the file that may be read
     * @return false where there is no more to read
     */
    boolean readBlock(long end, Visitor visitor) throws IOException {
        long to = Math.min(end, (at / BlockHeader.BLOCK + 1) * BlockHeader.BLOCK);
        if (to <= at) {
            return false;
        }
        block.clear().limit((int) (to - at));
        file.read(block, at);
        boolean cut = block.hasRemaining();
        block.flip();
        int from = at % BlockHeader.BLOCK == 0 ? enterBlock() : 0;
        at = to;
        if (!lost) {
            take(from);
            records(visitor);
        }
        if (cut) {
            skipToNextBlock();
        }
        return true;
    }

    /**
     * Returns the offset in the block to continue at, unless the reader is lost. The header decides whether pending
     * bytes are valid.
     */
    private int enterBlock() throws IOException {
        BlockHeader header = BlockHeader.read(block, checksum);
        if (header == null || header.sequence() < sequence || header.sequence() > limit) {
            skipToNextBlock();
            return 0;
        }
        if (!lost && continues(header)) {
            sequence = hasRest() ? sequence : header.sequence();
            return BlockHeader.BYTES;
        }
        if (!lost) {
            skipToNextBlock();
        }
        if (header.first() < BlockHeader.BYTES || header.first() > block.limit()) {
            return 0;
        }
        lost = false;
        sequence = header.sequence();
        return header.first();
    }

    private boolean continues(BlockHeader header) {
        int have = pendingTo - pendingFrom;
        if (have == 0) {
            return header.first() == BlockHeader.BYTES;
        }
        if (have < Integer.BYTES) {
            return header.sequence() == sequence + 1;
        }
        int rest = SegmentWriter.RECORD_HEADER + pendingInt(0) - have;
        return header.sequence() == sequence + 1 && header.first() == BlockHeader.firstAfter(rest);
    }

    private void skipToNextBlock() {
        if (!lost || at == 0) {
            corruptions++;
        }
        lost = true;
        pendingFrom = 0;
        pendingTo = 0;
    }

    private void take(int from) {
        int count = block.limit() - from;
        if (pendingTo + count > pending.length) {
            byte[] larger = pending;
            int have = pendingTo - pendingFrom;
            if (have + count > pending.length) {
                larger = new byte[2 * pending.length];
            }
            System.arraycopy(pending, pendingFrom, larger, 0, have);
            pending = larger;
            pendingFrom = 0;
            pendingTo = have;
        }
        block.position(from);
        block.get(pending, pendingTo, count);
        pendingTo += count;
    }

    private void records(Visitor visitor) {
        boolean doubtful = false;
        while (pendingTo - pendingFrom >= SegmentWriter.RECORD_HEADER) {
            int length = pendingInt(0);
            if (length < 1 || length > MAX_RECORD) {
                skipToNextBlock();
                return;
            }
            if (pendingTo - pendingFrom < SegmentWriter.RECORD_HEADER + length) {
                return;
            }
            if (isWhole(length)) {
                doubtful = false;
                visitor.record(sequence, pending, pendingFrom + SegmentWriter.RECORD_HEADER, length);
            } else if (doubtful) {
                skipToNextBlock();
                return;
            } else {
                corruptions++;
                doubtful = true;
            }
            sequence++;
            pendingFrom += SegmentWriter.RECORD_HEADER + length;
        }
    }

    private boolean isWhole(int length) {
        checksum.reset();
        checksum.update(pending, pendingFrom, Integer.BYTES);
        checksum.update(pending, pendingFrom + SegmentWriter.RECORD_HEADER, length);
        return (int) checksum.getValue() == pendingInt(Integer.BYTES);
    }

    private int pendingInt(int offset) {
        return (int) INT.get(pending, pendingFrom + offset);
    }
}
