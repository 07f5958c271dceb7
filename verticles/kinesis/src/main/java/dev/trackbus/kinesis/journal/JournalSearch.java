package dev.trackbus.kinesis.journal;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Result of a search for journals in a folder that an operator named. Creates and changes nothing.
 *
 * @param journals directories of processes: the folder itself, or those in it if it is a {@code JOURNAL_DIR}
 * @param problem  why there are none, with the remedy; empty where there are some
 */
public record JournalSearch(List<Path> journals, String problem) {
    private static final Logger LOG = LoggerFactory.getLogger(JournalSearch.class);
    private static final int DEPTH = 3;
    private static final int MOST = 10;

    /** The list may not be changed. */
    public JournalSearch {
        journals = List.copyOf(journals);
    }

    /**
     * Searches a folder for journals. Blocks.
     *
     * @param folder a {@code JOURNAL_DIR}, or a process' directory in it
     * @return the journals, or why there are none
     * @throws IOException where the folder cannot be read
     */
    public static JournalSearch in(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return new JournalSearch(List.of(), folder + " is not a folder. Name a JOURNAL_DIR.");
        }
        List<Path> journals = journalsOf(folder);
        if (!journals.isEmpty()) {
            return new JournalSearch(journals, "");
        }
        List<Path> inside = below(folder);
        return new JournalSearch(
                List.of(),
                inside.isEmpty()
                        ? folder + " holds no journal. Name a JOURNAL_DIR."
                        : folder + " holds no journal itself. Name one of those in it: "
                                + String.join(
                                        ", ",
                                        inside.stream().map(Path::toString).toList()));
    }

    private static List<Path> journalsOf(Path folder) throws IOException {
        List<Path> instances = new ArrayList<>();
        for (Path each : JournalHome.below(folder)) {
            if (isJournal(each)) {
                instances.add(each);
            }
        }
        return instances.isEmpty() && isJournal(folder) ? List.of(folder) : instances;
    }

    /** Returns whether a directory has more than a lock, which a {@code JOURNAL_DIR} has too. */
    private static boolean isJournal(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .anyMatch(name -> Quarantine.isQuarantined(name)
                            || !EnumSet.of(JournalFile.LOCK, JournalFile.FOREIGN)
                                    .contains(JournalFile.of(name)));
        }
    }

    /** Returns the folders inside that have journals; skips unreadable ones. */
    private static List<Path> below(Path folder) throws IOException {
        List<Path> found = new ArrayList<>();
        Files.walkFileTree(folder, Set.of(), DEPTH, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path each, BasicFileAttributes attributes) {
                if (!hasJournals(each)) {
                    return FileVisitResult.CONTINUE;
                }
                found.add(each);
                return found.size() < MOST ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.TERMINATE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path each, IOException failure) {
                return FileVisitResult.CONTINUE;
            }
        });
        return found;
    }

    private static boolean hasJournals(Path folder) {
        try {
            return !journalsOf(folder).isEmpty();
        } catch (IOException e) {
            LOG.debug("Cannot read {}", folder, e);
            return false;
        }
    }
}
