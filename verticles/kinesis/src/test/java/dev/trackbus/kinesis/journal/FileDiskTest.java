package dev.trackbus.kinesis.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileDiskTest {
    @TempDir
    Path directory;

    @Test
    void writesAndReadsAtAPlace() throws IOException {
        FileDisk disk = new FileDisk(directory);
        try (Disk.DiskFile file = disk.create("f")) {
            file.write(ByteBuffer.wrap(new byte[] {1, 2, 3, 4}), 0);
            file.write(ByteBuffer.wrap(new byte[] {9}), 2);
            file.truncate(3);
            ByteBuffer read = ByteBuffer.allocate(5);
            file.read(read, 1);
            assertThat(read.flip()).isEqualTo(ByteBuffer.wrap(new byte[] {2, 9}));
            assertThat(file.size()).isEqualTo(3);
        }
    }

    @Test
    void doesNotReadAClosedFile() throws IOException {
        Disk.DiskFile file = new FileDisk(directory).create("f");
        file.close();
        assertThatThrownBy(() -> file.read(ByteBuffer.allocate(1), 0)).isInstanceOf(ClosedChannelException.class);
    }

    @Test
    void listsFilesOnly() throws IOException {
        Files.createDirectory(directory.resolve("0000000000000000.segment"));
        Files.createFile(directory.resolve("f"));
        assertThat(new FileDisk(directory).list()).containsExactly("f");
    }
}
