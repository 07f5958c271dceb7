package dev.trackbus.kinesis.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes over, at the start and every minute, what processes left that are gone: the events of each directory whose lock is
 * free go into this process' journal, its position following them so that a crash repeats little, and then the directory
 * is removed. On a thread of its own, which waits while the journal is half full.
 */
final class OrphanRecovery implements Runnable, Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(OrphanRecovery.class);
    static final Duration EVERY = Duration.ofMinutes(1);

    private final Path home;
    private final Journal own;
    private final JournalConfig config;
    private final InstantSource clock;
    private final long everyNanos;
    private final FaultState fault = new FaultState("journals of other processes can't be adopted");
    private final Thread thread = new Thread(this, "journal-adoption");
    private final OrphanCopier copier;
    private volatile boolean closing;
    private volatile boolean atWork = true;
    private volatile Journal adopting;
    private volatile long leftBehind;
    private volatile long earlierCorruptions;
    private volatile Quarantine.Size quarantined = Quarantine.Size.NONE;

    OrphanRecovery(Path home, Journal own, JournalConfig config, InstantSource clock, Duration every) {
        this.home = home;
        this.own = own;
        this.config = config;
        this.clock = clock;
        this.everyNanos = every.toNanos();
        this.copier = new OrphanCopier(own, () -> closing);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    @Override
    public void run() {
        checkDeadLetters();
        do {
            try {
                List<Path> directories = JournalHome.below(home);
                adoptAll(directories);
                measureQuarantine(directories);
            } catch (IOException | RuntimeException e) {
                fault.failed(e);
            }
            atWork = false;
            own.tellReader();
            pause(everyNanos);
        } while (!closing);
    }

    /** Quarantines dead letters of the own journal that are corrupt. */
    private void checkDeadLetters() {
        try {
            own.forEachDeadLetter(letter -> {});
        } catch (IOException | RuntimeException e) {
            LOG.error("Cannot read dead letters", e);
        }
    }

    /** Counts the corrupt files again: each process shows those of all directories. */
    private void measureQuarantine(List<Path> directories) throws IOException {
        Quarantine.Size others = Quarantine.Size.NONE;
        for (Path each : directories) {
            others = JournalDirectory.isHeld(each) ? others : others.plus(Quarantine.sizeIn(each));
        }
        quarantined = others;
        own.quarantine().measure();
    }

    /** How many corrupt files are in other directories, as of the last round. Any thread. */
    Quarantine.Size quarantined() {
        return quarantined;
    }

    /** How many corruptions were found in what was adopted. Any thread. */
    synchronized long corruptions() {
        return earlierCorruptions + (adopting == null ? 0 : adopting.corruptions());
    }

    private synchronized void adopting(Journal left) {
        earlierCorruptions = corruptions();
        adopting = left;
    }

    /** Why a directory could not be adopted in the last round, empty where all could. Any thread. */
    String fault() {
        return fault.why();
    }

    /**
     * How many events of directories that were free in the last round are not yet in the own journal; at least 1 while it
     * is being found out at the end. Any thread.
     */
    long records() {
        Journal left = adopting;
        long found = (left == null ? 0 : left.records()) + leftBehind;
        return closing && atWork ? Math.max(1, found) : found;
    }

    private void pause(long nanos) {
        if (!closing) {
            LockSupport.parkNanos(this, nanos);
        }
    }

    /** Each by itself, so that one that can't be adopted holds none behind it; at the end the rest is only counted. */
    private void adoptAll(List<Path> directories) {
        atWork = true;
        leftBehind = 0;
        boolean well = true;
        for (Path each : directories) {
            try {
                Optional<JournalDirectory> free =
                        JournalDirectory.isUsed(each) ? JournalDirectory.claim(each) : Optional.empty();
                if (free.isPresent()) {
                    adopt(free.get());
                }
            } catch (IOException | RuntimeException e) {
                fault.failed(e);
                well = false;
            }
        }
        if (well) {
            fault.over();
        }
    }

    private void adopt(JournalDirectory directory) throws IOException {
        boolean done = false;
        try {
            done = takeOver(new FileDisk(directory.path()));
            LOG.info("{} {}", done ? "adopted" : "not yet adopted all of", directory.path());
        } finally {
            if (done) {
                directory.remove();
            } else {
                directory.close();
            }
        }
    }

    private boolean takeOver(Disk disk) throws IOException {
        try (Journal left = JournalOpener.open(disk, config, clock, Runnable::run)) {
            adopting(left);
            if (!copier.copy(left)) {
                return false;
            }
            left.forEachDeadLetter(letter -> {
                own.deadLetter(letter.key(), letter.payload(), letter.why());
                left.deadLetters().remove(letter);
            });
            return true;
        } finally {
            leftBehind += adopting == null ? 0 : adopting.records();
            adopting(null);
        }
    }

    /** Takes nothing over any more; what has not been stays where it is. Any thread, does not block. */
    void stop() {
        closing = true;
        LockSupport.unpark(thread);
    }

    /** Stops and awaits the end of the thread. */
    @Override
    public void close() throws IOException {
        stop();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
