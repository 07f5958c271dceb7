package dev.trackbus.kinesis.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One process' directory below {@code JOURNAL_DIR}, claimed by a lock that the operating system gives back however the
 * process ends. Claiming and removing happen under a lock of the home, so that nobody claims what is being removed.
 *
 * <p>The operating system's locks belong to the process, and closing any channel of a file gives all of them back: so a
 * lock file that this process holds may not even be opened again, and what it holds is kept in one place.
 */
public final class JournalDirectory implements Closeable {
    private static final String LOCK = "lock";
    private static final String PREFIX = "instance-";
    private static final Set<Path> HELD = new HashSet<>();

    private final Path path;
    private final FileChannel channel;

    private JournalDirectory(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * Claims the first directory that no process has, or makes one. Blocks.
     *
     * @param home the {@code JOURNAL_DIR}; made where it is not there
     * @return the claimed directory
     * @throws IOException where it can't be made or locked
     */
    public static JournalDirectory claimFirst(Path home) throws IOException {
        Files.createDirectories(home);
        Optional<JournalDirectory> claimed = Optional.empty();
        for (int number = 1; claimed.isEmpty(); number++) {
            Path path = home.resolve(PREFIX + number);
            claimed = claim(path, true);
        }
        return claimed.get();
    }

    /**
     * Claims a directory that is there. Blocks.
     *
     * @param path the directory, one of a {@code JOURNAL_DIR}
     * @return empty where a process has it, or it is gone
     * @throws IOException where it can't be locked
     */
    public static Optional<JournalDirectory> claim(Path path) throws IOException {
        return claim(path, false);
    }

    private static Optional<JournalDirectory> claim(Path path, boolean make) throws IOException {
        Path absolute = path.toAbsolutePath().normalize();
        synchronized (HELD) {
            try (FileChannel home = open(absolute.resolveSibling(LOCK))) {
                home.lock();
                if (!Files.isDirectory(absolute) && !make || HELD.contains(absolute)) {
                    return Optional.empty();
                }
                Files.createDirectories(absolute);
                return lock(absolute);
            }
        }
    }

    private static FileChannel open(Path lock) throws IOException {
        return FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
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
     * The directories below a home, whoever has them.
     *
     * @param home the {@code JOURNAL_DIR}
     * @return their absolute paths in a fixed order
     * @throws IOException where it can't be read
     */
    public static List<Path> below(Path home) throws IOException {
        try (Stream<Path> all = Files.list(home.toAbsolutePath().normalize())) {
            return all.filter(each -> each.getFileName().toString().startsWith(PREFIX))
                    .filter(Files::isDirectory)
                    .sorted()
                    .toList();
        }
    }

    /**
     * Keeps everybody from claiming a directory that nobody has, changing nothing in it.
     *
     * @param path the directory
     * @return to be closed when it may be claimed again
     * @throws IOException where a process has it, or it can't be read
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

    /**
     * Where it is.
     *
     * @return the directory's absolute path
     */
    public Path path() {
        return path;
    }

    /**
     * Removes the directory with all that is in it, and gives it back. Blocks.
     *
     * @throws IOException where something can't be removed; it is given back all the same
     */
    public void remove() throws IOException {
        synchronized (HELD) {
            try (FileChannel home = open(path.resolveSibling(LOCK));
                    Stream<Path> files = Files.list(path)) {
                home.lock();
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
                Files.delete(path);
            } finally {
                close();
            }
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
