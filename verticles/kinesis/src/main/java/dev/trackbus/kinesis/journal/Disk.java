package dev.trackbus.kinesis.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * One directory, as the journal needs it. Between the journal and the operating system, so that a test can end the
 * process, or cut the power, at every single call.
 */
interface Disk {
    /** Opens a file for reading and writing, and makes it where it is not there. */
    DiskFile create(String name) throws IOException;

    /**
     * Creates a file and opens it for reading and writing; throws {@link java.nio.file.FileAlreadyExistsException} where it
     * exists.
     */
    DiskFile createNew(String name) throws IOException;

    /** Opens a file for reading; throws {@link java.nio.file.NoSuchFileException} where it is not there. */
    DiskFile open(String name) throws IOException;

    /** The names of all files. */
    List<String> list() throws IOException;

    /** Removes a file; one that is not there is no error. */
    void delete(String name) throws IOException;

    /** Renames a file, replacing a file that has the new name. */
    void rename(String from, String to) throws IOException;

    /** Makes what files there are outlast a loss of power. */
    void forceNames() throws IOException;

    /** A file that is open. */
    interface DiskFile extends Closeable {
        /** Writes all bytes from a place on, or throws, having written some of them or none. */
        void write(ByteBuffer bytes, long at) throws IOException;

        /** Reads as many bytes as there are, at most what fits; less than that only at the end of the file. */
        void read(ByteBuffer into, long at) throws IOException;

        /** Makes what was written outlast a loss of power. */
        void force() throws IOException;

        /** Cuts off what is behind a place. */
        void truncate(long size) throws IOException;

        long size() throws IOException;
    }
}
