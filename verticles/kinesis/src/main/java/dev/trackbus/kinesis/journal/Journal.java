package dev.trackbus.kinesis.journal;

import dev.trackbus.kinesis.buffer.DeadLetter;
import dev.trackbus.kinesis.buffer.DeadLetterStore;
import dev.trackbus.kinesis.buffer.EventBuffer;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

/**
 * Journal of events: on disk from the moment they are answered until Kinesis has confirmed them. The package says how it
 * works and what holds.
 */
public final class Journal implements EventBuffer {
    private final JournalLimits limits;
    private final InstantSource clock;
    private final WriteBuffer writeBuffer;
    private final DeadLetterFiles deadLetters;
    private final Segments segments;
    private final Quarantine quarantine;
    private final Backlog backlog;
    private final JournalWriter writer;
    private final JournalMaintenance maintenance;
    private final Thread writing;
    private OrphanRecovery recovery;
    private Closeable directory = () -> {};

    /**
     * Claims a directory below a home, opens what it holds, begins to write to it, and adopts what processes that are
     * gone left in other directories. Blocks.
     *
     * @param home   the {@code JOURNAL_DIR}; made where it is not there
     * @param config how records are kept
     * @param clock  says when an event was appended
     * @param owner  runs the receipts, a task a batch; usually an event loop
     * @return the journal, which gives the directory back when it is closed
     * @throws IOException where the directory can't be read or written
     */
    public static Journal claim(Path home, JournalConfig config, InstantSource clock, Executor owner)
            throws IOException {
        Journal journal = JournalDirectory.openFirst(home, directory -> open(directory, config, clock, owner));
        return adopting(journal, home, config, clock);
    }

    static Journal claim(
            JournalDirectory directory, Path home, JournalConfig config, InstantSource clock, Executor owner)
            throws IOException {
        return adopting(open(directory, config, clock, owner), home, config, clock);
    }

    private static Journal adopting(Journal journal, Path home, JournalConfig config, InstantSource clock) {
        journal.recovery = new OrphanRecovery(home, journal, config, clock, OrphanRecovery.EVERY);
        journal.recovery.start();
        return journal;
    }

    /**
     * Opens what one directory holds. Blocks.
     *
     * @param directory claimed by this process; the journal's own from now on, also where opening fails
     * @param config    how records are kept
     * @param clock     says when an event was appended
     * @param owner     runs the receipts, a task a batch
     * @return the journal, which gives the directory back when it is closed
     * @throws IOException where the directory can't be read or written
     */
    public static Journal open(JournalDirectory directory, JournalConfig config, InstantSource clock, Executor owner)
            throws IOException {
        try {
            Journal journal = open(new FileDisk(directory.path()), config, clock, owner);
            journal.directory = directory;
            return journal;
        } catch (IOException | RuntimeException e) {
            directory.close();
            throw e;
        }
    }

    static Journal open(Disk disk, JournalConfig config, InstantSource clock, Executor owner) throws IOException {
        Checkpoint position = Checkpoint.open(disk);
        try {
            Journal journal = new Journal(config, clock, owner, disk, position);
            journal.maintenance.start();
            journal.writing.start();
            return journal;
        } catch (IOException | RuntimeException e) {
            position.close();
            throw e;
        }
    }

    private Journal(JournalConfig config, InstantSource clock, Executor owner, Disk disk, Checkpoint position)
            throws IOException {
        this.clock = clock;
        this.writeBuffer = new WriteBuffer(owner);
        this.deadLetters = new DeadLetterFiles(disk);
        deadLetters.measure();
        this.segments = Segments.find(disk);
        this.quarantine = segments.clean(position);
        long next = NextSequence.after(position.confirmedBefore(), segments);
        this.backlog = new Backlog(segments.bytesFrom(position.confirmedBefore()));
        this.limits = new JournalLimits(config, segments, backlog, deadLetters);
        this.writer = new JournalWriter(writeBuffer, segments, next, config, owner, this::grown);
        this.maintenance = new JournalMaintenance(
                segments, position, writer::next, backlog, config.forced(), JournalMaintenance.IDLE_NANOS);
        this.writing = new Thread(writer, "journal-writer");
        this.writing.setDaemon(true);
    }

    private void grown(long bytes) {
        backlog.written(bytes);
        maintenance.wake();
        if (bytes == 0) {
            tellReader();
        }
    }

    /** There may be nothing left to wait for. Any thread. */
    void tellReader() {
        maintenance.tell();
    }

    @Override
    public void append(String key, byte[] bytes, int length, AppendCallback receipt) {
        String why = limits.reached();
        if (why == null) {
            why = writeBuffer.stage(key, bytes, length, clock.millis(), receipt);
        }
        if (why != null) {
            receipt.refused(why + ", event of " + (key.length() + length) + " bytes refused");
        }
    }

    /** Takes an event over from another process' journal: within the limits, with the time of its first append. */
    void adopt(JournalEntry entry, AppendCallback receipt) {
        String why = limits.reached();
        if (why == null) {
            late(entry.key(), entry.payload(), entry.appendedAt(), backlog.late(entry.appendedAt(), receipt));
        } else {
            receipt.refused(why);
        }
    }

    @Override
    public void appendAgain(String key, byte[] payload, long appendedAt, AppendCallback receipt) {
        late(key, payload, -appendedAt, backlog.late(appendedAt, receipt));
    }

    private void late(String key, byte[] payload, long stamp, AppendCallback receipt) {
        String why = writeBuffer.stage(key, payload, payload.length, stamp, receipt);
        if (why != null) {
            receipt.refused(why);
        }
    }

    @Override
    public void deadLetter(String key, byte[] payload, String why) throws IOException {
        deadLetters.add(key, payload, why);
    }

    /**
     * Shows the events that Kinesis will never take, and quarantines those whose files are corrupt. Blocks.
     *
     * @param visitor takes them one at a time
     * @throws IOException where they can't be read
     */
    public void forEachDeadLetter(DeadLetter.Visitor visitor) throws IOException {
        for (String corrupt : deadLetters.forEach(visitor)) {
            quarantine.keep(corrupt, "the checksum of the dead letter is wrong");
        }
        deadLetters.measure();
    }

    @Override
    public DeadLetterStore deadLetters() {
        return deadLetters;
    }

    @Override
    public void settle() {
        if (recovery != null) {
            recovery.stop();
        }
    }

    @Override
    public long durableBefore() {
        return maintenance.durableBefore();
    }

    @Override
    public long read(long from, Sink sink) {
        return maintenance.give(sink);
    }

    @Override
    public void confirm(long before) {
        maintenance.confirm(before);
    }

    @Override
    public void onReadable(Runnable listener) {
        maintenance.onReadable(listener);
    }

    @Override
    public long bytes() {
        return backlog.bytes();
    }

    @Override
    public long records() {
        return writeBuffer.records()
                + (writer.next() - maintenance.confirmedBefore())
                + (recovery == null ? 0 : recovery.records());
    }

    @Override
    public double fillRatio() {
        return limits.fillRatio();
    }

    @Override
    public long oldestAppendedAt() {
        return backlog.oldestAppendedAt();
    }

    @Override
    public String fault() {
        return Stream.of(writer.fault(), maintenance.fault(), recovery == null ? "" : recovery.fault())
                .filter(fault -> !fault.isEmpty())
                .findFirst()
                .orElse("");
    }

    /** The bytes that have been read and not yet taken. Any thread. */
    long aheadBytes() {
        return maintenance.aheadBytes();
    }

    /** Makes all that is written outlast a loss of power. Any thread; blocks. */
    void force() throws IOException {
        segments.forceFrom(0);
    }

    /** The number of the next record. Any thread. */
    long next() {
        return writer.next();
    }

    @Override
    public long corruptions() {
        return quarantine.corruptions() + maintenance.corruptions() + (recovery == null ? 0 : recovery.corruptions());
    }

    @Override
    public long quarantinedFiles() {
        return quarantined().files();
    }

    @Override
    public long quarantinedBytes() {
        return quarantined().bytes();
    }

    private Quarantine.Size quarantined() {
        return recovery == null ? quarantine.size() : quarantine.size().plus(recovery.quarantined());
    }

    Quarantine quarantine() {
        return quarantine;
    }

    /**
     * Writes what is staged, puts the position down, and ends both threads. Blocks for as long as the disk needs. Once.
     *
     * @throws IOException where the position can't be written; what it confirmed is sent again by the next process
     */
    @Override
    public void close() throws IOException {
        try {
            if (recovery != null) {
                recovery.close();
            }
            writeBuffer.close();
            writing.join();
            maintenance.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            directory.close();
        }
    }
}
