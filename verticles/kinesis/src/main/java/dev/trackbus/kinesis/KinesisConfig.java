package dev.trackbus.kinesis;

import dev.trackbus.kinesis.deadletter.DeadLetterQueueConfig;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Configuration of the module. Limits of Kinesis itself (500 records a call, 1 MiB a record) are no settings.
 *
 * @param stream          name of the data stream, 1-128 of [A-Za-z0-9_.-]
 * @param linger          longest time that an event waits for others to share its call, 0-10 s
 * @param journal         settings of the journal
 * @param deadLetterQueue SQS queue for events that Kinesis calls invalid; empty: they stay on disk
 */
public record KinesisConfig(
        String stream, Duration linger, JournalSettings journal, Optional<DeadLetterQueueConfig> deadLetterQueue) {
    /** 20 ms. */
    public static final Duration DEFAULT_LINGER = Duration.ofMillis(20);

    private static final Pattern STREAM = Pattern.compile("[A-Za-z0-9_.-]{1,128}");

    /** Throws {@link IllegalArgumentException} that names the setting. */
    public KinesisConfig {
        Objects.requireNonNull(stream, "stream");
        Objects.requireNonNull(linger, "linger");
        Objects.requireNonNull(journal, "journal");
        Objects.requireNonNull(deadLetterQueue, "deadLetterQueue");
        check(STREAM.matcher(stream).matches(), "STREAM_NAME must be 1-128 of [A-Za-z0-9_.-], was " + stream);
        check(
                !linger.isNegative() && linger.toMillis() <= 10_000,
                "KINESIS_LINGER must be 0-10 s, was " + linger.toMillis() + " ms");
    }

    /**
     * Returns the defaults for a stream.
     *
     * @param stream  name of the data stream
     * @param journal settings of the journal
     * @return a configuration without a dead letter queue
     */
    public static KinesisConfig of(String stream, JournalSettings journal) {
        return new KinesisConfig(stream, DEFAULT_LINGER, journal, Optional.empty());
    }

    /**
     * Returns a copy with another dead letter queue.
     *
     * @param queue SQS queue for dead letters; empty: they stay on disk
     * @return a configuration that is otherwise the same
     */
    public KinesisConfig withDeadLetterQueue(Optional<DeadLetterQueueConfig> queue) {
        return new KinesisConfig(stream, linger, journal, queue);
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
