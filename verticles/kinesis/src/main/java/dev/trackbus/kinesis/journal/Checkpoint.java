package dev.trackbus.kinesis.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checkpoint on disk: the sequence number before which Kinesis has confirmed all records. It has two slots that are
 * written in
 * turn, so that one is whole whenever the process ends. The file has its full size from the start, so that a full disk
 * cannot prevent a write.
 */
final class Checkpoint {
    static final String NAME = "position";

    private static final Logger LOG = LoggerFactory.getLogger(Checkpoint.class);

    private static final int SLOT = 4_096;
    private static final int MAGIC = 'T' << 24 | 'B' << 16 | 'P' << 8 | 1;
    private static final int BYTES = 4 + 8 + 8;

    private final Disk.DiskFile file;
    private final ByteBuffer slot = ByteBuffer.allocate(BYTES + Integer.BYTES);
    private final CRC32C checksum = new CRC32C();
    private long writes;
    private long confirmedBefore;
    private boolean foreign;

    private Checkpoint(Disk.DiskFile file) {
        this.file = file;
    }

    /** Opens it for writing, and creates it where it does not exist. */
    static Checkpoint open(Disk disk) throws IOException {
        Checkpoint checkpoint = new Checkpoint(disk.create(NAME));
        try {
            checkpoint.reserve();
            checkpoint.read();
            if (checkpoint.isCorrupt()) {
                LOG.error("Checkpoint {}/{} is corrupt; sending all readable events again", disk, NAME);
            }
        } catch (IOException e) {
            checkpoint.close();
            throw e;
        }
        return checkpoint;
    }

    /** Reads it without changing it; 0 where there is none. */
    static long peek(Disk disk) throws IOException {
        try (Disk.DiskFile file = disk.open(NAME)) {
            Checkpoint checkpoint = new Checkpoint(file);
            checkpoint.read();
            return checkpoint.confirmedBefore;
        } catch (NoSuchFileException e) {
            return 0;
        }
    }

    private void reserve() throws IOException {
        long size = file.size();
        if (size < 2 * SLOT) {
            file.write(ByteBuffer.allocate((int) (2 * SLOT - size)), size);
            file.force();
        }
    }

    private void read() throws IOException {
        readSlot(0);
        readSlot(SLOT);
    }

    private void readSlot(long at) throws IOException {
        slot.clear();
        file.read(slot, at);
        foreign |= slot.position() == slot.capacity() && slot.getInt(0) != 0;
        boolean whole = slot.position() == slot.capacity()
                && slot.getInt(0) == MAGIC
                && checksum() == slot.getInt(BYTES)
                && slot.getLong(4) > writes
                && slot.getLong(12) >= 0;
        if (whole) {
            writes = slot.getLong(4);
            confirmedBefore = slot.getLong(12);
        }
    }

    private int checksum() {
        checksum.reset();
        checksum.update(slot.array(), 0, BYTES);
        return (int) checksum.getValue();
    }

    /** Returns the checkpoint: 0 in a new journal, and where both slots are corrupt. */
    long confirmedBefore() {
        return confirmedBefore;
    }

    /** Returns whether the file has content but no whole slot: all readable records are sent again then. */
    boolean isCorrupt() {
        return foreign && writes == 0;
    }

    void write(long before) throws IOException {
        slot.clear();
        slot.putInt(MAGIC).putLong(writes + 1).putLong(before).putInt(checksum());
        slot.flip();
        file.write(slot, (writes + 1) % 2 * SLOT);
        writes++;
        confirmedBefore = before;
    }

    void force() throws IOException {
        file.force();
    }

    void close() throws IOException {
        file.close();
    }
}
