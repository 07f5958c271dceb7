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
 * Recovery thread for orphaned journals, at the start and every minute: copies the records of each unlocked directory
 * into this
 * process' journal ({@link OrphanCopier}), moves its dead letters, and removes the directory. The orphan's checkpoint
 * follows,
 * so a crash repeats few records.
 */
final class OrphanRecovery implements Runnable, Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(OrphanRecovery.class);
    static final Duration EVERY = Duration.ofMinutes(1);

    private final Path home;
    private final Journal own;
    private final JournalConfig config;
    private final InstantSource clock;
    private final long everyNanos;
    private final FaultState fault = new FaultState("orphaned journals cannot be recovered");
    private final Thread thread = new Thread(this, "journal-recovery");
    private final OrphanCopier copier;
    private volatile boolean closing;
    private volatile boolean working = true;
    private volatile Journal recovering;
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
                recoverAll(directories);
                measureQuarantine(directories);
            } catch (IOException | RuntimeException e) {
                fault.failed(e);
            }
            working = false;
            own.notifyReader();
            pause(everyNanos);
        } while (!closing);
    }

    /** Quarantines corrupt dead letters of the own journal. */
    private void checkDeadLetters() {
        try {
            own.forEachDeadLetter(letter -> {});
        } catch (IOException | RuntimeException e) {
            LOG.error("Cannot read dead letters", e);
        }
    }

    /** Counts quarantined files again; each process reports those of all directories. */
    private void measureQuarantine(List<Path> directories) throws IOException {
        Quarantine.Size others = Quarantine.Size.NONE;
        for (Path each : directories) {
            others = JournalDirectory.isHeld(each) ? others : others.plus(Quarantine.sizeIn(each));
        }
        quarantined = others;
        own.quarantine().measure();
    }

    /** Returns the quarantined files in other directories, as of the last round. Any thread. */
    Quarantine.Size quarantined() {
        return quarantined;
    }

    /** Returns the number of corrupt places in recovered journals. Any thread. */
    synchronized long corruptions() {
        return earlierCorruptions + (recovering == null ? 0 : recovering.corruptions());
    }

    private synchronized void recovering(Journal left) {
        earlierCorruptions = corruptions();
        recovering = left;
    }

    /** Returns why a directory could not be recovered in the last round, empty where all could. Any thread. */
    String fault() {
        return fault.why();
    }

    /**
     * Returns the number of records in unlocked directories that are not in the own journal yet, as of the last round;
     * at least 1
     * while the last round before a stop runs. Any thread.
     */
    long records() {
        Journal left = recovering;
        long found = (left == null ? 0 : left.records()) + leftBehind;
        return closing && working ? Math.max(1, found) : found;
    }

    private void pause(long nanos) {
        if (!closing) {
            LockSupport.parkNanos(this, nanos);
        }
    }

    /**
     * Recovers each directory by itself, so that a failure does not affect the others. While stopping, only counts the
     * rest.
     */
    private void recoverAll(List<Path> directories) {
        working = true;
        leftBehind = 0;
        boolean healthy = true;
        for (Path each : directories) {
            try {
                Optional<JournalDirectory> free =
                        JournalDirectory.isUsed(each) ? JournalDirectory.claim(each) : Optional.empty();
                if (free.isPresent()) {
                    recover(free.get());
                }
            } catch (IOException | RuntimeException e) {
                fault.failed(e);
                healthy = false;
            }
        }
        if (healthy) {
            fault.over();
        }
    }

    private void recover(JournalDirectory directory) throws IOException {
        boolean done = false;
        try {
            done = takeOver(new FileDisk(directory.path()));
            LOG.info("{} {}", done ? "Recovered journal" : "Partly recovered journal", directory.path());
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
            recovering(left);
            if (!copier.copy(left)) {
                return false;
            }
            left.forEachDeadLetter(letter -> {
                own.deadLetter(letter.key(), letter.payload(), letter.why());
                left.deadLetters().remove(letter);
            });
            return true;
        } finally {
            leftBehind += recovering == null ? 0 : recovering.records();
            recovering(null);
        }
    }

    /** Starts no more recovery; what is not recovered stays where it is. Any thread, does not block. */
    void stop() {
        closing = true;
        LockSupport.unpark(thread);
    }

    /** Stops and waits for the end of the thread. */
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
