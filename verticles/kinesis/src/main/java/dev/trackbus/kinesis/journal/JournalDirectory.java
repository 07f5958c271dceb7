package dev.trackbus.kinesis.journal;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One process' directory below {@code JOURNAL_DIR}, claimed by a lock that the operating system gives back however the
 * process ends. Claiming and removing happen under a lock of the home, so that nobody claims what is being removed.
 *
 * <p>The operating system's locks belong to the process, and closing any channel of a file gives all of them back: so a
 * lock file that this process holds may not even be opened again, and what it holds is kept in one place.
 */
public final class JournalDirectory implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(JournalDirectory.class);
    private static final String LOCK = "lock";
    private static final String PREFIX = "instance-";
    private static final int FOREIGN = 4;
    private static final Set<Path> HELD = new HashSet<>();

    private final Path path;
    private final FileChannel channel;

    private JournalDirectory(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * Claims of the directories that no process has the one with the most bytes, or makes one: on a disk that is full its
     * events can be shipped from where they are, while nothing could be taken over from it. Blocks.
     *
     * @param home the {@code JOURNAL_DIR}; made where it is not there
     * @return the claimed directory
     * @throws IOException where it can't be made or locked
     */
    public static JournalDirectory claimFirst(Path home) throws IOException {
        Files.createDirectories(home);
        Map<Path, Long> bytes = new LinkedHashMap<>();
        for (Path each : below(home)) {
            bytes.put(each, bytes(each));
        }
        List<Path> fullestFirst = bytes.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .map(Map.Entry::getKey)
                .toList();
        Optional<JournalDirectory> claimed = Optional.empty();
        for (Path each : fullestFirst) {
            claimed = claimed.isPresent() ? claimed : claimOrPassOver(each);
        }
        for (int number = 1; claimed.isEmpty(); number++) {
            Path path = home.resolve(PREFIX + number);
            claimed = Files.exists(path) ? claimed : claim(path, true);
        }
        return claimed.get();
    }

    private static long bytes(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(Path::toFile).mapToLong(File::length).sum();
        } catch (IOException e) {
            return 0;
        }
    }

    /** What can't be claimed here is told by adoption, which tries again. */
    private static Optional<JournalDirectory> claimOrPassOver(Path path) {
        try {
            return claim(path, false);
        } catch (IOException e) {
            LOG.warn("{} can't be claimed", path, e);
            return Optional.empty();
        }
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
     * Whether a process has left something in a directory, or is at work there.
     *
     * @param path the directory, one of a {@code JOURNAL_DIR}
     * @return false where all that is in it is foreign
     * @throws IOException where it can't be read
     */
    static boolean isUsed(Path path) throws IOException {
        return names(path).stream().anyMatch(name -> order(name) != FOREIGN);
    }

    /**
     * Removes the files of a journal, and the directory where nothing else is in it, and gives it back. In an order that
     * whoever adopts what is left of it, should this end half-way, repeats no event. Blocks.
     *
     * @throws IOException where something can't be removed; it is given back all the same
     */
    public void remove() throws IOException {
        synchronized (HELD) {
            try (FileChannel home = open(path.resolveSibling(LOCK))) {
                home.lock();
                List<String> ours = names(path).stream()
                        .filter(name -> order(name) != FOREIGN)
                        .sorted(Comparator.comparingInt(JournalDirectory::order))
                        .toList();
                for (String name : ours) {
                    if (name.equals(LOCK)) {
                        channel.close();
                    }
                    Files.delete(path.resolve(name));
                }
                if (names(path).isEmpty()) {
                    Files.delete(path);
                } else {
                    LOG.warn("{} stays: there are files in it that are none of a journal", path);
                }
            } finally {
                close();
            }
        }
    }

    private static List<String> names(Path path) throws IOException {
        try (Stream<Path> files = Files.list(path)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    /** When a file goes: a position without its segments does no harm; an open file must not be removed on NFS. */
    private static int order(String name) {
        if (Segment.firstOf(name).isPresent()) {
            return 0;
        }
        if (DeadLetters.isLetter(name)) {
            return 1;
        }
        return name.equals(Position.NAME) ? 2 : name.equals(LOCK) ? 3 : FOREIGN;
    }

    @Override
    public void close() throws IOException {
        synchronized (HELD) {
            HELD.remove(path);
            channel.close();
        }
    }
}
