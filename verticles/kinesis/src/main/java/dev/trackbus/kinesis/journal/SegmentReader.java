package dev.trackbus.kinesis.journal;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * Reads the records of one segment in their order and finds its way again after corruption: behind a record whose checksum
 * is wrong it tries the next, and where that makes no sense either it goes on at the first record of the next block
 * whose header is whole. Not for use by two threads.
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

    /** Takes a record. */
    @FunctionalInterface
    interface Visitor {
        /** The bytes are the reader's own and change after this call. */
        void record(long sequence, byte[] bytes, int from, int length);
    }

    /**
     * @param file  the segment's
     * @param first the number of its first record
     * @param limit that of the following segment's; a block that claims records from there on is corrupt
     */
    SegmentReader(Disk.DiskFile file, long first, long limit) {
        this.file = file;
        this.sequence = first;
        this.limit = limit;
    }

    /**
     * Whether a file is what its name says: its first block begins with the number in the name, or, where that is corrupt,
     * some block with a later one. A foreign file with a segment's name must not bound the segment before it.
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

    /** The number of the next record. */
    long sequence() {
        return sequence;
    }

    /** How often the way was lost or a record was not what it was written as. */
    long corruptions() {
        return corruptions;
    }

    /** How far the file has been read. */
    long at() {
        return at;
    }

    /** Whether a part of a record has been read: at the end of a file, a torn tail. */
    boolean hasRest() {
        return pendingTo > pendingFrom;
    }

    /** A number that no record has which could be in what has been read. */
    long sequenceBehind() {
        return hasRest() || lost ? sequence + 1 : sequence;
    }

    /**
     * Reads on, at most to the end of the current block. Where the file is shorter than it should be, what is missing
     * counts as corrupt.
     *
     * @param end how many bytes of the file may be read
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
            loseWay();
        }
        return true;
    }

    /** Where in the block to go on, unless the way is lost; its header decides whether pending bytes are what they seem. */
    private int enterBlock() throws IOException {
        BlockHeader header = BlockHeader.read(block, checksum);
        if (header == null || header.sequence() < sequence || header.sequence() > limit) {
            loseWay();
            return 0;
        }
        if (!lost && continues(header)) {
            sequence = hasRest() ? sequence : header.sequence();
            return BlockHeader.BYTES;
        }
        if (!lost) {
            loseWay();
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

    private void loseWay() {
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
                loseWay();
                return;
            }
            if (pendingTo - pendingFrom < SegmentWriter.RECORD_HEADER + length) {
                return;
            }
            if (isWhole(length)) {
                doubtful = false;
                visitor.record(sequence, pending, pendingFrom + SegmentWriter.RECORD_HEADER, length);
            } else if (doubtful) {
                loseWay();
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
