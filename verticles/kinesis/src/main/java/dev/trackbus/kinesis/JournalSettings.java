package dev.trackbus.kinesis;

import dev.trackbus.kinesis.journal.JournalConfig;
import java.nio.file.Path;
import java.util.Objects;

/**
 * Where events are kept until Kinesis has them, and what an answer promises.
 *
 * @param directory the {@code JOURNAL_DIR}; each process claims a directory of its own in it
 * @param mode      what an answer promises
 * @param maxBytes  bound on the bytes of the journal's files, at least 32 MiB
 */
public record JournalSettings(Path directory, Mode mode, long maxBytes) {
    /** 4 GiB: some ten million events, or half an hour of 5,000 a second. */
    public static final long DEFAULT_MAX_BYTES = 4L << 30;

    /** What has happened to an event when its request is answered. */
    public enum Mode {
        /** It is in the file: survives the process, not the host's loss of power. */
        JOURNALED,
        /** It is in the file, and the file on the disk: survives a loss of power. */
        FSYNC,
        /** Kinesis has it; meanwhile it is in the file. */
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
