package dev.trackbus.kinesis.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * Directory as the journal needs it. It separates the journal from the operating system, so that a test can end the
 * process or
 * cut the power at each call.
 */
interface Disk {
    /** Opens a file for reading and writing; creates it where it does not exist. */
    DiskFile create(String name) throws IOException;

    /**
     * Creates a file and opens it for reading and writing; throws {@link java.nio.file.FileAlreadyExistsException} where it
     * exists.
     */
    DiskFile createNew(String name) throws IOException;

    /** Opens a file for reading; throws {@link java.nio.file.NoSuchFileException} where it does not exist. */
    DiskFile open(String name) throws IOException;

    /** Returns the names of all files. */
    List<String> list() throws IOException;

    /** Removes a file; ignores one that does not exist. */
    void delete(String name) throws IOException;

    /** Renames a file, replacing a file that has the new name. */
    void rename(String from, String to) throws IOException;

    /** Makes created, renamed and removed files survive a loss of power. */
    void forceNames() throws IOException;

    /** Open file. */
    interface DiskFile extends Closeable {
        /** Writes all bytes at an offset; on failure some of them may be written. */
        void write(ByteBuffer bytes, long at) throws IOException;

        /** Reads bytes at an offset until the buffer is full or the file ends. */
        void read(ByteBuffer into, long at) throws IOException;

        /** Makes written bytes survive a loss of power. */
        void force() throws IOException;

        /** Removes bytes behind a size. */
        void truncate(long size) throws IOException;

        long size() throws IOException;
    }
}
