package dev.trackbus.tracker.settings;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Every setting that exists. The table in app/tracker/README.md is generated from this list. */
public final class Settings {
    static final Setting<Integer> HTTP_PORT = Setting.of(
            "HTTP_PORT", "8080", ValueFormat.integer(1, 65_535), "Port of the tracking API and the health routes");
    static final Setting<String> HTTP_HOST =
            Setting.of("HTTP_HOST", "0.0.0.0", ValueFormat.HOST, "Address that the tracking API is bound to");
    static final Setting<Duration> HTTP_IDLE_TIMEOUT = Setting.of(
            "HTTP_IDLE_TIMEOUT",
            "60s",
            ValueFormat.DURATION,
            "Time after which a connection without traffic is closed, 1ms to 60m; more than a load balancer's idle"
                    + " time-out, so that the balancer closes first");
    static final Setting<Integer> HTTP_MAX_IN_FLIGHT = Setting.of(
            "HTTP_MAX_IN_FLIGHT",
            "2000",
            ValueFormat.integer(1, 1_000_000),
            "Most tracking requests in flight on one event loop, 1-1000000; more get 503 at once. Bytes of heads and"
                    + " bodies have limits of their own, shares of the heap");
    static final Setting<Integer> HTTP_MAX_CONNECTIONS = Setting.unset(
            "HTTP_MAX_CONNECTIONS",
            ValueFormat.integer(1, 1_000_000),
            "Most open connections of both ports, 1-1000000; more are closed at once. Default: 10000, or half of the"
                    + " process' file descriptors if that is less, because journal and AWS need the others");
    static final Setting<Duration> HTTP_SHUTDOWN_GRACE = Setting.unset(
            "HTTP_SHUTDOWN_GRACE",
            ValueFormat.DURATION,
            "Time that requests in flight have after the port is closed at a stop, 0s to 7s. Default: 500ms more than"
                    + " a request may take: 1500ms, with `JOURNAL_MODE=committed` 6500ms");
    static final Setting<Integer> REFUSED_EVENTS_PER_SECOND = Setting.of(
            "REFUSED_EVENTS_PER_SECOND",
            "1000",
            ValueFormat.integer(0, 1_000_000),
            "Most events per second of requests that get 410 or 422, 0-1000000; others are only counted. Each event"
                    + " loop has an equal share");
    static final Setting<Integer> UNKNOWN_EVENTS_PER_SECOND = Setting.of(
            "UNKNOWN_EVENTS_PER_SECOND",
            "100",
            ValueFormat.integer(0, 1_000_000),
            "The same for requests of unknown programs (404), 0-1000000");
    static final Setting<Integer> MANAGEMENT_PORT =
            Setting.of("MANAGEMENT_PORT", "9090", ValueFormat.PORT, "Port of `/metrics`; 0: any that is free");
    static final Setting<String> MANAGEMENT_HOST =
            Setting.of("MANAGEMENT_HOST", "127.0.0.1", ValueFormat.HOST, "Address that `/metrics` is bound to");

    static final Setting<String> EMF_NAMESPACE = Setting.unset(
            "EMF_NAMESPACE",
            ValueFormat.TEXT,
            "Namespace of CloudWatch for one metric line a minute in the log; without it there is none");

    static final Setting<String> REDIS_HOST =
            Setting.of("REDIS_HOST", "localhost", ValueFormat.HOST, "Where the programs are");
    static final Setting<Integer> REDIS_PORT =
            Setting.of("REDIS_PORT", "6379", ValueFormat.integer(1, 65_535), "Port of Redis");
    static final Setting<Boolean> REDIS_TLS =
            Setting.of("REDIS_TLS", "false", ValueFormat.SWITCH, "Whether Redis is spoken to over TLS");
    static final Setting<String> REDIS_USERNAME = Setting.unset(
            "REDIS_USERNAME", ValueFormat.TEXT, "User of Redis' access control list, the default user where unset");
    static final Setting<String> REDIS_PASSWORD = Setting.secret("REDIS_PASSWORD", "Password of Redis");
    static final Setting<Path> REDIS_PASSWORD_FILE = Setting.unset(
            "REDIS_PASSWORD_FILE",
            ValueFormat.PATH,
            "File whose first line is the password, instead of `REDIS_PASSWORD`");
    static final Setting<String> REDIS_KEY_PREFIX = Setting.of(
            "REDIS_KEY_PREFIX", "program:", ValueFormat.ANY_TEXT, "What stands before the programId in a key");
    static final Setting<String> REDIS_CHANNEL = Setting.of(
            "REDIS_CHANNEL", "program-updates", ValueFormat.TEXT, "Channel on which changed programs are published");

    static final Setting<Integer> CACHE_MAX_PROGRAMS = Setting.of(
            "CACHE_MAX_PROGRAMS",
            "100000",
            ValueFormat.integer(1, 100_000_000),
            "Most programs in memory (L1), 1-100000000; the least recently used one is evicted. They also take at most"
                    + " three tenths of the heap, so a larger number may need a larger heap");
    static final Setting<Duration> CACHE_TTL = Setting.of(
            "CACHE_TTL",
            "10m",
            ValueFormat.DURATION,
            "Time after which a program in memory is read from Redis again at its next use, more than 0, at most"
                    + " 525600m. Pushed changes apply at once; this bounds the harm of a change that was not pushed");
    static final Setting<Duration> CACHE_STALE_LIMIT = Setting.of(
            "CACHE_STALE_LIMIT",
            "60m",
            ValueFormat.DURATION,
            "Time after `CACHE_TTL` in which a program still answers while Redis is unavailable, 0s to 525600m; then its"
                    + " requests get 503");
    static final Setting<Integer> CACHE_MAX_MISSING = Setting.of(
            "CACHE_MAX_MISSING",
            "10000",
            ValueFormat.integer(1, 100_000_000),
            "Most missing programs in memory, 1-100000000; more cost a read of Redis at each request");
    static final Setting<Duration> CACHE_MISSING_TTL = Setting.of(
            "CACHE_MISSING_TTL",
            "30s",
            ValueFormat.DURATION,
            "Time in which a missing program is answered 404 from memory, more than 0, at most 525600m. A pushed program"
                    + " is found at once");

    static final Setting<String> STREAM_NAME =
            Setting.of("STREAM_NAME", "EventStream", ValueFormat.TEXT, "Kinesis data stream that the events go to");
    static final Setting<String> CORE_DATA_STREAM_NAME = Setting.of(
            "CORE_DATA_STREAM_NAME",
            "CoreDataStream",
            ValueFormat.TEXT,
            "Kinesis data stream that programs come from: `programs` writes it, `serve` does not read it");
    static final Setting<Integer> SENDERS =
            Setting.of("SENDERS", "4", ValueFormat.integer(1, 32), "PutRecords calls at the same time, 1-32");

    static final Setting<Duration> KINESIS_LINGER = Setting.of(
            "KINESIS_LINGER",
            "20ms",
            ValueFormat.DURATION,
            "Time that an event may wait for others to share its PutRecords call, 0s to 10s; longer makes fewer calls."
                    + " With `JOURNAL_MODE=committed` each response waits for it too, and fails after 5s");

    static final Setting<Path> JOURNAL_DIR = Setting.of(
            "JOURNAL_DIR",
            "journal",
            ValueFormat.PATH,
            "Folder in which each process keeps its events until Kinesis has them; what others left there is shipped");
    static final Setting<String> JOURNAL_MODE = Setting.of(
            "JOURNAL_MODE",
            "journaled",
            ValueFormat.choice("journaled", "fsync", "committed"),
            "When a request is answered: its event is in the file, on the disk, or confirmed by Kinesis");
    static final Setting<Long> JOURNAL_MAX_BYTES = Setting.of(
            "JOURNAL_MAX_BYTES",
            "4GiB",
            ValueFormat.BYTES,
            "How much is kept before requests are answered 503, at least 32MiB; refused events get a tenth");

    static final Setting<String> DEAD_LETTER_QUEUE_URL = Setting.unset(
            "DEAD_LETTER_QUEUE_URL",
            ValueFormat.TEXT,
            "URL of the SQS queue for events that Kinesis calls invalid; without it they stay in `JOURNAL_DIR`");

    static final Setting<Duration> STOP_GRACE = Setting.of(
            "STOP_GRACE",
            "5s",
            ValueFormat.DURATION,
            "How long the service serves on after SIGTERM, so that balancers notice");
    static final Setting<Duration> DRAIN_TIMEOUT = Setting.of(
            "DRAIN_TIMEOUT",
            "25s",
            ValueFormat.DURATION,
            "How long buffered events are shipped before it exits with 75; in its last half, at most 10s, no call begins");

    static final Setting<String> AWS_REGION =
            Setting.unset("AWS_REGION", ValueFormat.REGION, "Region of the streams, like `eu-central-1`; required");
    static final Setting<String> AWS_ACCESS_KEY_ID = Setting.secret(
            "AWS_ACCESS_KEY_ID", "Key of AWS; without it the SDK's own chain finds one (the task's role)");
    static final Setting<String> AWS_SECRET_ACCESS_KEY =
            Setting.secret("AWS_SECRET_ACCESS_KEY", "Secret of `AWS_ACCESS_KEY_ID`");
    static final Setting<String> AWS_SESSION_TOKEN =
            Setting.secret("AWS_SESSION_TOKEN", "Session of `AWS_ACCESS_KEY_ID`, where it is a temporary one");
    static final Setting<URI> AWS_ENDPOINT_URL =
            Setting.unset("AWS_ENDPOINT_URL", ValueFormat.ENDPOINT, "Endpoint of all AWS services, for an emulator");
    static final Setting<URI> AWS_ENDPOINT_URL_KINESIS = Setting.unset(
            "AWS_ENDPOINT_URL_KINESIS", ValueFormat.ENDPOINT, "Endpoint of Kinesis alone, before `AWS_ENDPOINT_URL`");
    static final Setting<URI> AWS_ENDPOINT_URL_SQS = Setting.unset(
            "AWS_ENDPOINT_URL_SQS", ValueFormat.ENDPOINT, "Endpoint of SQS alone, before `AWS_ENDPOINT_URL`");
    static final Setting<URI> AWS_ENDPOINT_URL_DYNAMODB = Setting.unset(
            "AWS_ENDPOINT_URL_DYNAMODB", ValueFormat.ENDPOINT, "Endpoint of DynamoDB alone; `serve` does not use it");

    /** All of them, in the order of the table. */
    public static final List<Setting<?>> ALL = List.of(
            HTTP_PORT,
            HTTP_HOST,
            HTTP_IDLE_TIMEOUT,
            HTTP_MAX_IN_FLIGHT,
            HTTP_MAX_CONNECTIONS,
            HTTP_SHUTDOWN_GRACE,
            REFUSED_EVENTS_PER_SECOND,
            UNKNOWN_EVENTS_PER_SECOND,
            MANAGEMENT_PORT,
            MANAGEMENT_HOST,
            EMF_NAMESPACE,
            REDIS_HOST,
            REDIS_PORT,
            REDIS_TLS,
            REDIS_USERNAME,
            REDIS_PASSWORD,
            REDIS_PASSWORD_FILE,
            REDIS_KEY_PREFIX,
            REDIS_CHANNEL,
            CACHE_MAX_PROGRAMS,
            CACHE_TTL,
            CACHE_STALE_LIMIT,
            CACHE_MAX_MISSING,
            CACHE_MISSING_TTL,
            STREAM_NAME,
            CORE_DATA_STREAM_NAME,
            SENDERS,
            KINESIS_LINGER,
            JOURNAL_DIR,
            JOURNAL_MODE,
            JOURNAL_MAX_BYTES,
            DEAD_LETTER_QUEUE_URL,
            STOP_GRACE,
            DRAIN_TIMEOUT,
            AWS_REGION,
            AWS_ACCESS_KEY_ID,
            AWS_SECRET_ACCESS_KEY,
            AWS_SESSION_TOKEN,
            AWS_ENDPOINT_URL,
            AWS_ENDPOINT_URL_KINESIS,
            AWS_ENDPOINT_URL_SQS,
            AWS_ENDPOINT_URL_DYNAMODB);

    private Settings() {}

    /**
     * Returns the table of all settings for app/tracker/README.md.
     *
     * @return Markdown, a line a setting
     */
    public static String table() {
        StringBuilder table = new StringBuilder("| setting | default | meaning |\n| --- | --- | --- |\n");
        for (Setting<?> each : ALL) {
            String fallback = each.fallback().map(text -> "`" + text + "`").orElse("–");
            table.append("| `%s` | %s | %s |%n".formatted(each.name(), fallback, each.meaning()));
        }
        return table.toString();
    }
}
