package dev.trackbus.kinesis.journal;

import dev.trackbus.kinesis.buffer.DeadLetter;
import dev.trackbus.kinesis.buffer.DeadLetterStore;
import dev.trackbus.kinesis.buffer.EventBuffer;
import java.io.Closeable;
import java.io.IOException;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.stream.Stream;

/**
 * Journal of events: stores each event on disk from its append until Kinesis has confirmed it. See the package for
 * files, threads
 * and invariants. {@link JournalOpener} opens it.
 */
public final class Journal implements EventBuffer {
    private final JournalLimits limits;
    private final JournalAppender appender;
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

    /** Reads what an earlier process left; {@link #start()} starts the threads. */
    Journal(JournalConfig config, InstantSource clock, Executor owner, Disk disk, Checkpoint checkpoint)
            throws IOException {
        this.writeBuffer = new WriteBuffer(owner);
        this.deadLetters = new DeadLetterFiles(disk);
        deadLetters.measure();
        this.segments = SegmentFinder.find(disk);
        this.quarantine = segments.clean(checkpoint);
        long next = NextSequence.after(checkpoint.confirmedBefore(), segments);
        this.backlog = new Backlog(segments.bytesFrom(checkpoint.confirmedBefore()));
        this.limits = new JournalLimits(config, segments, backlog, deadLetters);
        this.appender = new JournalAppender(limits, clock, writeBuffer, backlog);
        this.writer = new JournalWriter(writeBuffer, segments, next, config, owner, this::grown);
        this.maintenance = new JournalMaintenance(
                segments,
                checkpoint,
                writer::next,
                backlog,
                config.forced(),
                new WakeSignal(JournalMaintenance.MAX_SLEEP_NANOS));
        this.writing = new Thread(writer, "journal-writer");
        this.writing.setDaemon(true);
    }

    void start() {
        maintenance.start();
        writing.start();
    }

    /** Sets the recovery of orphaned directories; closed with the journal. */
    void recoverWith(OrphanRecovery orphans) {
        recovery = orphans;
    }

    /** Sets the directory that is released when the journal is closed. */
    void releaseOnClose(Closeable claimed) {
        directory = claimed;
    }

    private void grown(long bytes) {
        backlog.written(bytes);
        maintenance.wake();
        if (bytes == 0) {
            notifyReader();
        }
    }

    /** Notifies the reader, which may have nothing left to wait for. Any thread. */
    void notifyReader() {
        maintenance.notifyReader();
    }

    @Override
    public void append(String key, byte[] bytes, int length, AppendCallback callback) {
        appender.append(key, bytes, length, callback);
    }

    /** Appends a record of an orphaned journal, within the limits and with the time of its first append. */
    void adopt(JournalEntry entry, AppendCallback callback) {
        appender.adopt(entry, callback);
    }

    @Override
    public void appendAgain(String key, byte[] payload, long appendedAt, AppendCallback callback) {
        appender.appendAgain(key, payload, appendedAt, callback);
    }

    @Override
    public void deadLetter(String key, byte[] payload, String why) throws IOException {
        deadLetters.add(key, payload, why);
    }

    /**
     * Visits the dead letters, and quarantines those whose files are corrupt. Blocks.
     *
     * @param visitor takes them one at a time
     * @throws IOException where they cannot be read
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

    /** Returns the bytes that were read and not yet taken. Any thread. */
    long aheadBytes() {
        return maintenance.aheadBytes();
    }

    /** Makes all written records survive a loss of power. Any thread; blocks. */
    void force() throws IOException {
        segments.forceFrom(0);
    }

    /** Returns the sequence number of the next record. Any thread. */
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
     * Writes buffered records and the checkpoint, and ends all threads. Blocks for as long as the disk needs. Called
     * once.
     *
     * @throws IOException where the checkpoint cannot be written; the next process sends confirmed records again then
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
