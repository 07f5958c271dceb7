package dev.trackbus.kinesis.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Executor;

/** Opener of journals: claims a directory, reads what an earlier process left, and starts the journal's threads. */
public final class JournalOpener {
    private JournalOpener() {}

    /**
     * Claims a directory in a {@code JOURNAL_DIR}, opens its journal, and recovers the directories of processes that have
     * ended, now and every minute. Blocks.
     *
     * @param home   the {@code JOURNAL_DIR}; created where it does not exist
     * @param config limits and durability
     * @param clock  time of day, for the time of an append
     * @param owner  runs callbacks, one task per batch; usually an event loop
     * @return the journal, which releases the directory when it is closed
     * @throws IOException where no directory can be read and written
     */
    public static Journal claim(Path home, JournalConfig config, InstantSource clock, Executor owner)
            throws IOException {
        Journal journal = JournalHome.openFirst(home, directory -> open(directory, config, clock, owner));
        return recovering(journal, home, config, clock);
    }

    static Journal claim(
            JournalDirectory directory, Path home, JournalConfig config, InstantSource clock, Executor owner)
            throws IOException {
        return recovering(open(directory, config, clock, owner), home, config, clock);
    }

    private static Journal recovering(Journal journal, Path home, JournalConfig config, InstantSource clock) {
        OrphanRecovery recovery = new OrphanRecovery(home, journal, config, clock, OrphanRecovery.EVERY);
        journal.recoverWith(recovery);
        recovery.start();
        return journal;
    }

    /**
     * Opens the journal in a claimed directory. Blocks.
     *
     * @param directory claimed by this process; owned by the journal from now on, also where opening fails
     * @param config    limits and durability
     * @param clock     time of day, for the time of an append
     * @param owner     runs callbacks, one task per batch
     * @return the journal, which releases the directory when it is closed
     * @throws IOException where the directory cannot be read and written
     */
    public static Journal open(JournalDirectory directory, JournalConfig config, InstantSource clock, Executor owner)
            throws IOException {
        try {
            Journal journal = open(new FileDisk(directory.path()), config, clock, owner);
            journal.releaseOnClose(directory);
            return journal;
        } catch (IOException | RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    static Journal open(Disk disk, JournalConfig config, InstantSource clock, Executor owner) throws IOException {
        Checkpoint checkpoint = Checkpoint.open(disk);
        try {
            Journal journal = new Journal(config, clock, owner, disk, checkpoint);
            journal.start();
            return journal;
        } catch (IOException | RuntimeException e) {
            checkpoint.close();
            throw e;
        }
    }
}
