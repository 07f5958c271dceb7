package dev.trackbus.tracker.settings;

import java.util.Map;
import java.util.Optional;

/** Names that other programs read for what a setting of this one decides, each with what to do instead. */
final class ForeignNames {
    private static final Map<String, String> REMEDIES = Map.ofEntries(
            Map.entry("PORT", "set HTTP_PORT"),
            Map.entry("SERVER_PORT", "set HTTP_PORT"),
            Map.entry("METRICS_PORT", "set MANAGEMENT_PORT"),
            Map.entry("REDIS_URL", "set REDIS_HOST, REDIS_PORT, REDIS_TLS and REDIS_PASSWORD"),
            Map.entry("REDIS_URI", "set REDIS_HOST, REDIS_PORT, REDIS_TLS and REDIS_PASSWORD"),
            Map.entry("REDIS_USERNAME", "log in as Redis' default user, by REDIS_PASSWORD"),
            Map.entry("REDIS_USER", "set REDIS_USERNAME"),
            Map.entry("REDIS_PASS", "set REDIS_PASSWORD"),
            Map.entry("REDIS_AUTH", "set REDIS_PASSWORD"),
            Map.entry("REDIS_SSL", "set REDIS_TLS"),
            Map.entry("REDIS_DB", "none is needed: programs are in database 0"),
            Map.entry("REDIS_DATABASE", "none is needed: programs are in database 0"),
            Map.entry("KINESIS_STREAM", "set STREAM_NAME"),
            Map.entry("KINESIS_STREAM_NAME", "set STREAM_NAME"),
            Map.entry("EVENT_STREAM", "set STREAM_NAME"),
            Map.entry("EVENT_STREAM_NAME", "set STREAM_NAME"),
            Map.entry("CORE_DATA_STREAM", "set CORE_DATA_STREAM_NAME"),
            Map.entry("KINESIS_ENDPOINT", "set AWS_ENDPOINT_URL_KINESIS"),
            Map.entry("KINESIS_ENDPOINT_URL", "set AWS_ENDPOINT_URL_KINESIS"),
            Map.entry("AWS_ENDPOINT", "set AWS_ENDPOINT_URL"),
            Map.entry("AWS_DEFAULT_REGION", "set AWS_REGION"),
            Map.entry("AWS_SECURITY_TOKEN", "set AWS_SESSION_TOKEN"),
            Map.entry("JAVA_OPTS", "set JAVA_TOOL_OPTIONS"));

    private ForeignNames() {}

    /** Returns what to do instead of setting this name, empty where it is a setting or no known habit. */
    static Optional<String> remedy(String name) {
        boolean known = Settings.ALL.stream().anyMatch(each -> each.name().equals(name));
        return known ? Optional.empty() : Optional.ofNullable(REMEDIES.get(name));
    }
}
