package dev.trackbus.kinesis;

import java.time.Duration;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Which stream, and how much may wait for it. What Kinesis itself prescribes (500 records a call, 1 MiB a record) is no
 * setting.
 *
 * @param stream           name of the data stream, 1-128 of [A-Za-z0-9_.-]
 * @param maxBufferBytes   bound on the bytes of unconfirmed events, at least 2 MiB
 * @param maxBufferRecords bound on their number, positive
 * @param linger           how long an event may wait for others to share its call, 0 … 10 s
 */
public record KinesisConfig(String stream, long maxBufferBytes, int maxBufferRecords, Duration linger) {
    /** 64 MiB, about a quarter of a million events. */
    public static final long DEFAULT_MAX_BUFFER_BYTES = 64L << 20;

    /** A million events. */
    public static final int DEFAULT_MAX_BUFFER_RECORDS = 1_000_000;

    /** 20 ms. */
    public static final Duration DEFAULT_LINGER = Duration.ofMillis(20);

    private static final Pattern STREAM = Pattern.compile("[A-Za-z0-9_.-]{1,128}");
    private static final long LEAST_BUFFER_BYTES = 2L << 20;

    /** Throws {@link IllegalArgumentException} that names the setting. */
    public KinesisConfig {
        Objects.requireNonNull(stream, "stream");
        Objects.requireNonNull(linger, "linger");
        check(STREAM.matcher(stream).matches(), "STREAM_NAME must be 1-128 of [A-Za-z0-9_.-], was " + stream);
        check(
                maxBufferBytes >= LEAST_BUFFER_BYTES,
                "JOURNAL_MAX_BYTES must be at least " + LEAST_BUFFER_BYTES + ", was " + maxBufferBytes);
        check(maxBufferRecords > 0, "JOURNAL_MAX_RECORDS must be positive, was " + maxBufferRecords);
        check(
                !linger.isNegative() && linger.toMillis() <= 10_000,
                "KINESIS_LINGER must be 0-10 s, was " + linger.toMillis() + " ms");
    }

    /**
     * The defaults for a stream.
     *
     * @param stream its name
     * @return a configuration with every other value at its default
     */
    public static KinesisConfig of(String stream) {
        return new KinesisConfig(stream, DEFAULT_MAX_BUFFER_BYTES, DEFAULT_MAX_BUFFER_RECORDS, DEFAULT_LINGER);
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
