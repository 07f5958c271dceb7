package dev.trackbus.kinesis;

import dev.trackbus.kinesis.journal.JournalConfig;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Settings of the journal.
 *
 * @param directory the {@code JOURNAL_DIR}; each process claims a directory of its own in it
 * @param mode      what a response guarantees
 * @param maxBytes  limit of the bytes of the journal's files, at least 32 MiB
 */
public record JournalSettings(Path directory, Mode mode, long maxBytes) {
    /** 4 GiB: some ten million events, or half an hour at 5,000 a second. */
    public static final long DEFAULT_MAX_BYTES = 4L << 30;

    /** Guarantee for an event whose request is answered. */
    public enum Mode {
        /** Written to the file: survives the end of the process, but not a loss of power. */
        JOURNALED,
        /** Forced to the disk: survives a loss of power. */
        FSYNC,
        /** Confirmed by Kinesis; until then written to the file. */
        COMMITTED
    }

    /** Throws {@link IllegalArgumentException} that names the setting. */
    public JournalSettings {
        Objects.requireNonNull(mode, "mode");
        if (directory == null || directory.toString().isEmpty()) {
            throw new IllegalArgumentException("JOURNAL_DIR must name a directory, was empty");
        }
        JournalConfig.of(maxBytes, mode == Mode.FSYNC);
    }

    JournalConfig config() {
        return JournalConfig.of(maxBytes, mode == Mode.FSYNC);
    }
}
