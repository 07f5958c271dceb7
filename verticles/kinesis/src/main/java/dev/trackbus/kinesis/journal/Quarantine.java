package dev.trackbus.kinesis.journal;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Quarantine of corrupt files in one journal directory. A corrupt file is renamed to {@code NAME.corrupt} in place,
 * which needs no
 * space on a full disk. It is never deleted, shipped or counted in the limit of the journal; an operator decides about
 * it.
 * Any thread.
 */
final class Quarantine {
    private static final Logger LOG = LoggerFactory.getLogger(Quarantine.class);
    private static final String SUFFIX = ".corrupt";
    private static final Pattern NAME = Pattern.compile(".+\\.corrupt(\\.[0-9]+)?");

    private final Disk disk;
    private final AtomicLong corruptions = new AtomicLong();
    private volatile Size size;

    /** Number and bytes of quarantined files. */
    record Size(long files, long bytes) {
        static final Size NONE = new Size(0, 0);

        Size plus(Size other) {
            return new Size(files + other.files, bytes + other.bytes);
        }
    }

    Quarantine(Disk disk) throws IOException {
        this.disk = disk;
        measure();
    }

    static boolean isQuarantined(String name) {
        return NAME.matcher(name).matches();
    }

    /** Returns the quarantined files in a directory, none where another process has removed it. */
    static Size sizeIn(Path directory) throws IOException {
        try {
            return new Quarantine(new FileDisk(directory)).size;
        } catch (NoSuchFileException e) {
            LOG.debug("{} has been removed", directory, e);
            return Size.NONE;
        }
    }

    private static String formerName(String name) {
        return name.substring(0, name.lastIndexOf(SUFFIX));
    }

    /** Returns the names and sizes of the files in quarantine; an operator may remove some at any time. */
    Map<String, Long> files() throws IOException {
        Map<String, Long> files = new TreeMap<>();
        for (String name : disk.list()) {
            if (isQuarantined(name)) {
                try (Disk.DiskFile file = disk.open(name)) {
                    files.put(name, file.size());
                } catch (NoSuchFileException e) {
                    LOG.debug("{} has been removed", name, e);
                }
            }
        }
        return files;
    }

    /** Returns the quarantined segments: sequence number of the first record, and size. */
    Map<Long, Long> segments() throws IOException {
        Map<Long, Long> segments = new TreeMap<>();
        files().forEach((name, bytes) ->
                Segment.firstOf(formerName(name)).ifPresent(first -> segments.merge(first, bytes, Math::max)));
        return segments;
    }

    /** Counts quarantined files again. */
    void measure() throws IOException {
        Collection<Long> sizes = files().values();
        size = new Size(sizes.size(), sizes.stream().mapToLong(Long::longValue).sum());
    }

    Size size() {
        return size;
    }

    /** Returns how many files and positions were found corrupt as a whole since the start. */
    long corruptions() {
        return corruptions.get();
    }

    /** Counts a corruption without a file to keep. */
    void count() {
        corruptions.incrementAndGet();
    }

    /**
     * Counts a corrupt file and moves it; a file that cannot be moved is left where it is.
     *
     * @param name   the file
     * @param reason why it is corrupt
     * @return whether it was moved
     */
    boolean keep(String name, String reason) {
        count();
        try {
            move(name, reason);
            return true;
        } catch (IOException e) {
            LOG.error("Cannot quarantine {}/{}: {}", disk, name, reason, e);
            return false;
        }
    }

    /** Moves a corrupt file whose corruptions are counted already, and makes the move outlast a loss of power. */
    synchronized void move(String name, String reason) throws IOException {
        List<String> taken = disk.list();
        String to = name + SUFFIX;
        for (int copy = 1; taken.contains(to); copy++) {
            to = name + SUFFIX + "." + copy;
        }
        disk.rename(name, to);
        LOG.error("{}/{} is corrupt: {}. Moved to {}", disk, name, reason, to);
        disk.forceNames();
        measure();
    }
}
