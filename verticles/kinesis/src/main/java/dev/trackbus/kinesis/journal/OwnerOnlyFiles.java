package dev.trackbus.kinesis.journal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creation of files (0600) and directories (0700) that no other user can read: events have personal data. */
final class OwnerOnlyFiles {
    private static final Logger LOG = LoggerFactory.getLogger(OwnerOnlyFiles.class);
    private static final String FILE = "rw-------";
    private static final String DIRECTORY = "rwx------";

    private OwnerOnlyFiles() {}

    /** Opens a file; the options decide whether it is created. */
    static FileChannel open(Path file, OpenOption... options) throws IOException {
        return FileChannel.open(file, Set.of(options), permissions(file, FILE));
    }

    /** Makes the names in a directory survive a loss of power. */
    @FunctionalInterface
    interface NameForcing {
        void force(Path directory) throws IOException;
    }

    /** Creates a directory and missing parents, and makes their names survive a loss of power. */
    static void createDirectories(Path directory, NameForcing names) throws IOException {
        Path absolute = directory.toAbsolutePath().normalize();
        if (!Files.isDirectory(absolute)) {
            Path parent = absolute.getParent();
            if (parent != null) {
                createDirectories(parent, names);
            }
            Files.createDirectories(absolute, permissions(absolute, DIRECTORY));
            if (parent != null) {
                names.force(parent);
            }
        }
    }

    /** Restricts an existing directory, such as one of an earlier release, to its owner; logs a failure. */
    static void restrict(Path directory) {
        try {
            if (isPosix(directory)) {
                Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString(DIRECTORY));
            }
        } catch (IOException e) {
            LOG.warn("Cannot restrict {} to its owner (0700)", directory, e);
        }
    }

    private static FileAttribute<?>[] permissions(Path path, String permissions) {
        return isPosix(path)
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }

    private static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
