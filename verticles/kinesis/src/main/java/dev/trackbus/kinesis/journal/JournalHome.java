package dev.trackbus.kinesis.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The {@code JOURNAL_DIR}, with one directory per process, and the choice of a directory in it. */
public final class JournalHome {
    private static final Logger LOG = LoggerFactory.getLogger(JournalHome.class);
    private static final String PREFIX = "instance-";

    private JournalHome() {}

    /** Opens the journal in a claimed directory; closes the directory where it fails. */
    @FunctionalInterface
    interface Opening<T> {
        T open(JournalDirectory directory) throws IOException;
    }

    /**
     * Claims the unlocked directory with the most bytes, or creates one. The largest goes first because on a full disk its
     * events can be shipped in place but not copied. Blocks.
     *
     * @param home the {@code JOURNAL_DIR}; created where it does not exist
     * @return the claimed directory
     * @throws IOException where it cannot be created or locked
     */
    public static JournalDirectory claimFirst(Path home) throws IOException {
        return openFirst(home, directory -> directory);
    }

    /** Claims a directory as above and opens it; continues with the next where one cannot be claimed or opened. */
    static <T> T openFirst(Path home, Opening<T> opening) throws IOException {
        OwnerOnlyFiles.createDirectories(home, FileDisk::forceNames);
        for (Path each : largestFirst(home)) {
            try {
                Optional<JournalDirectory> claimed = JournalDirectory.claim(each);
                if (claimed.isPresent()) {
                    return opening.open(claimed.get());
                }
            } catch (IOException | RuntimeException e) {
                LOG.error("Cannot open journal {}; continuing with another directory", each, e);
            }
        }
        Optional<JournalDirectory> created = Optional.empty();
        for (int number = 1; created.isEmpty(); number++) {
            Path path = home.resolve(PREFIX + number);
            created = Files.exists(path) ? created : JournalDirectory.create(path);
        }
        return opening.open(created.get());
    }

    private static List<Path> largestFirst(Path home) throws IOException {
        Map<Path, Long> bytes = new LinkedHashMap<>();
        for (Path each : below(home)) {
            bytes.put(each, bytes(each));
        }
        return bytes.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static long bytes(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file ->
                            Segment.firstOf(file.getFileName().toString()).isPresent())
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        } catch (IOException e) {
            LOG.debug("Cannot read {}", directory, e);
            return 0;
        }
    }

    /**
     * Returns the directories in a {@code JOURNAL_DIR}, claimed or not.
     *
     * @param home the {@code JOURNAL_DIR}
     * @return absolute paths in a fixed order
     * @throws IOException where it cannot be read
     */
    public static List<Path> below(Path home) throws IOException {
        try (Stream<Path> all = Files.list(home.toAbsolutePath().normalize())) {
            return all.filter(each -> each.getFileName().toString().startsWith(PREFIX))
                    .filter(Files::isDirectory)
                    .sorted()
                    .toList();
        }
    }
}
