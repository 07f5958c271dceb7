package dev.trackbus.kinesis.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Directory of one process in {@code JOURNAL_DIR}, claimed by a file lock that the operating system releases however
 * the process
 * ends. Claiming and removing hold a lock of the {@code JOURNAL_DIR}, so that no process claims a directory that is
 * being
 * removed.
 *
 * <p>File locks belong to the process, and closing any channel of a file releases all of them. So a lock file that
 * this process
 * holds may not be opened again, and the set of held directories is static.
 */
public final class JournalDirectory implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(JournalDirectory.class);
    static final String LOCK = "lock";
    private static final Set<Path> HELD = new HashSet<>();

    private final Path path;
    private final FileChannel channel;

    private JournalDirectory(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * Claims an existing directory. Blocks.
     *
     * @param path the directory, one of a {@code JOURNAL_DIR}
     * @return empty where a process holds it, or it does not exist
     * @throws IOException where it cannot be locked
     */
    public static Optional<JournalDirectory> claim(Path path) throws IOException {
        return claim(path, false);
    }

    /** Creates a directory and claims it; empty where another process claims it first. */
    static Optional<JournalDirectory> create(Path path) throws IOException {
        return claim(path, true);
    }

    private static Optional<JournalDirectory> claim(Path path, boolean make) throws IOException {
        Path absolute = path.toAbsolutePath().normalize();
        synchronized (HELD) {
            try (FileChannel home = open(absolute.resolveSibling(LOCK))) {
                home.lock();
                if (!Files.isDirectory(absolute) && !make || HELD.contains(absolute)) {
                    return Optional.empty();
                }
                OwnerOnlyFiles.createDirectories(absolute, FileDisk::forceNames);
                OwnerOnlyFiles.restrict(absolute);
                return lock(absolute);
            }
        }
    }

    private static FileChannel open(Path lock) throws IOException {
        return OwnerOnlyFiles.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    private static Optional<JournalDirectory> lock(Path path) throws IOException {
        FileChannel channel = open(path.resolve(LOCK));
        boolean locked = false;
        try {
            locked = channel.tryLock() != null;
        } finally {
            if (!locked) {
                channel.close();
            }
        }
        if (!locked) {
            return Optional.empty();
        }
        HELD.add(path);
        return Optional.of(new JournalDirectory(path, channel));
    }

    /**
     * Prevents claims of an unclaimed directory, without changing it.
     *
     * @param path the directory
     * @return to be closed when it may be claimed again
     * @throws IOException where a process holds it, or it cannot be read
     */
    static Closeable keepUnclaimed(Path path) throws IOException {
        Path absolute = path.toAbsolutePath().normalize();
        synchronized (HELD) {
            if (HELD.contains(absolute)) {
                throw new IOException(path + " is in use by this process");
            }
            if (!Files.exists(absolute.resolve(LOCK))) {
                return () -> {};
            }
            FileChannel channel = FileChannel.open(absolute.resolve(LOCK), StandardOpenOption.READ);
            if (channel.tryLock(0, Long.MAX_VALUE, true) == null) {
                channel.close();
                throw new IOException(path + " is in use by another process");
            }
            return channel;
        }
    }

    /** Returns whether this process holds a directory. */
    static boolean isHeld(Path path) {
        synchronized (HELD) {
            return HELD.contains(path.toAbsolutePath().normalize());
        }
    }

    /**
     * Returns the path of the directory.
     *
     * @return absolute path
     */
    public Path path() {
        return path;
    }

    /**
     * Returns whether a directory has files of a journal, of a process that has ended or not. Quarantined files do not
     * count.
     *
     * @param path the directory
     * @return false where it has only other files, or does not exist
     * @throws IOException where it cannot be read
     */
    public static boolean isUsed(Path path) throws IOException {
        return names(path).stream().anyMatch(name -> JournalFile.of(name) != JournalFile.FOREIGN);
    }

    /**
     * Removes the files of an empty journal, and the directory where it has no other files, and releases it. Blocks.
     *
     * @throws IOException where a file cannot be removed, or segments or dead letters are left; the directory is
     *     released all the
     *     same
     */
    public void remove() throws IOException {
        synchronized (HELD) {
            try (FileChannel home = open(path.resolveSibling(LOCK))) {
                home.lock();
                removeFiles();
                if (names(path).isEmpty()) {
                    Files.delete(path);
                    FileDisk.forceNames(path.toAbsolutePath().getParent());
                } else {
                    FileDisk.forceNames(path);
                    LOG.warn("Directory {} stays: it has quarantined or foreign files", path);
                }
            } finally {
                close();
            }
        }
    }

    /** Removes files in an order in which a crash half-way lets the next process repeat no event. */
    private void removeFiles() throws IOException {
        List<String> names = names(path);
        for (String name : names) {
            JournalFile kind = JournalFile.of(name);
            boolean holdsEvents = kind == JournalFile.SEGMENT || kind == JournalFile.DEAD_LETTER;
            if (holdsEvents && path.resolve(name).toFile().length() > 0) {
                throw new IOException(path + " still holds " + name);
            }
        }
        List<String> ours = names.stream()
                .filter(name -> JournalFile.of(name) != JournalFile.FOREIGN)
                .sorted(Comparator.comparing(JournalFile::of))
                .toList();
        for (String name : ours) {
            if (name.equals(LOCK)) {
                channel.close();
            }
            Files.delete(path.resolve(name));
        }
    }

    private static List<String> names(Path path) throws IOException {
        try (Stream<Path> files = Files.list(path)) {
            return files.map(file -> file.getFileName().toString()).toList();
        } catch (NoSuchFileException e) {
            LOG.debug("{} has been removed", path, e);
            return List.of();
        }
    }

    @Override
    public void close() throws IOException {
        synchronized (HELD) {
            HELD.remove(path);
            channel.close();
        }
    }
}
