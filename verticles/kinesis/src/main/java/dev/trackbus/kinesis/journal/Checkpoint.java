package dev.trackbus.kinesis.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Up to where Kinesis has confirmed, on disk. Two slots are written in turn, so that one is whole whenever the process
 * ends; the file has its size from the beginning, so that a full disk can't keep it from being written.
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

    /** Opens it to write, and makes it where it is not there. */
    static Checkpoint open(Disk disk) throws IOException {
        Checkpoint position = new Checkpoint(disk.create(NAME));
        try {
            position.reserve();
            position.read();
            if (position.isCorrupt()) {
                LOG.error("{}/{} is corrupt: sending all readable events again", disk, NAME);
            }
        } catch (IOException e) {
            position.close();
            throw e;
        }
        return position;
    }

    /** Only reads it; 0 where there is none. */
    static long peek(Disk disk) throws IOException {
        try (Disk.DiskFile file = disk.open(NAME)) {
            Checkpoint position = new Checkpoint(file);
            position.read();
            return position.confirmedBefore;
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

    /** Every record with a lower number is confirmed; 0 in a new journal, and where both slots are corrupt. */
    long confirmedBefore() {
        return confirmedBefore;
    }

    /** Whether both slots hold something and neither is whole: every readable record is sent again. */
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
