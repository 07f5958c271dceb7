package dev.trackbus.kinesis.deadletter;

import dev.trackbus.kinesis.aws.AwsConfig;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * Configuration of the SQS queue for dead letters.
 *
 * @param url URL of the queue
 * @param aws region, endpoint and credentials
 */
public record DeadLetterQueueConfig(String url, AwsConfig aws) {
    private static final Pattern QUEUE = Pattern.compile("https?://[^/\\s?#]+(/[^/\\s?#]+)+");

    /** Throws {@link IllegalArgumentException} that names the setting. */
    public DeadLetterQueueConfig {
        Objects.requireNonNull(aws, "aws");
        if (!QUEUE.matcher(url).matches()) {
            throw new IllegalArgumentException("DEAD_LETTER_QUEUE_URL must be the URL of an SQS queue, like "
                    + "https://sqs.eu-central-1.amazonaws.com/123456789012/event-failures, was " + url);
        }
    }
}
