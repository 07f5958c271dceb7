package dev.trackbus.tracker.settings;

import dev.trackbus.kinesis.aws.AwsConfig;
import dev.trackbus.redis.RedisConfig;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * What the commands on core data need to know, checked.
 *
 * @param stream name of the data stream that programs come from, 1-128 of [A-Za-z0-9_.-]
 * @param aws    where it is
 * @param redis  where they arrive
 */
public record CoreDataConfig(String stream, AwsConfig aws, RedisConfig redis) {
    private static final Pattern STREAM = Pattern.compile("[A-Za-z0-9_.-]{1,128}");

    /** Throws {@link IllegalArgumentException} that names the setting. */
    public CoreDataConfig {
        Objects.requireNonNull(aws, "aws");
        Objects.requireNonNull(redis, "redis");
        if (!STREAM.matcher(stream).matches()) {
            throw new IllegalArgumentException("CORE_DATA_STREAM_NAME must be 1-128 of [A-Za-z0-9_.-], was " + stream);
        }
    }
}
