package dev.trackbus.tracker.settings;

import java.util.Optional;

/** Names that other programs read for what a setting of this one decides, each with what to do instead. */
final class ForeignNames {
    private ForeignNames() {}

    /** Returns what to do instead of setting this name, empty where it is a setting or no known habit. */
    static Optional<String> remedy(String name) {
        boolean known = Settings.ALL.stream().anyMatch(each -> each.name().equals(name));
        return known ? Optional.empty() : Optional.ofNullable(meant(name));
    }

    private static String meant(String name) {
        return switch (name) {
            case "PORT", "SERVER_PORT" -> "set HTTP_PORT";
            case "METRICS_PORT" -> "set MANAGEMENT_PORT";
            case "REDIS_URL", "REDIS_URI" -> "set REDIS_HOST, REDIS_PORT, REDIS_TLS and REDIS_PASSWORD";
            case "REDIS_USER" -> "set REDIS_USERNAME";
            case "REDIS_PASS", "REDIS_AUTH" -> "set REDIS_PASSWORD";
            case "REDIS_SSL" -> "set REDIS_TLS";
            case "REDIS_DB", "REDIS_DATABASE" -> "none is needed: programs are in database 0";
            case "KINESIS_STREAM", "KINESIS_STREAM_NAME", "EVENT_STREAM", "EVENT_STREAM_NAME" -> "set STREAM_NAME";
            case "CORE_DATA_STREAM" -> "set CORE_DATA_STREAM_NAME";
            case "KINESIS_ENDPOINT", "KINESIS_ENDPOINT_URL" -> "set AWS_ENDPOINT_URL_KINESIS";
            case "AWS_ENDPOINT" -> "set AWS_ENDPOINT_URL";
            case "AWS_DEFAULT_REGION" -> "set AWS_REGION";
            case "AWS_SECURITY_TOKEN" -> "set AWS_SESSION_TOKEN";
            case "JAVA_OPTS" -> "set JAVA_TOOL_OPTIONS";
            default -> null;
        };
    }
}
