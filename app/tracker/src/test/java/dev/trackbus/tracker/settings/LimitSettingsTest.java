package dev.trackbus.tracker.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trackbus.cache.CacheConfig;
import dev.trackbus.http.ConnectionLimit;
import dev.trackbus.http.HttpConfig;
import dev.trackbus.http.RefusedRates;
import dev.trackbus.kinesis.KinesisConfig;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings of limits and times: their defaults, their way into the configuration, their ranges. */
class LimitSettingsTest {
    @Test
    void usesTheDocumentedLimitsByDefault() {
        TrackerConfig config = read(Map.of());

        assertThat(config.http()).isEqualTo(HttpConfig.of("0.0.0.0", 8080, false));
        assertThat(config.limits()).isEqualTo(new TrackerConfig.Limits(RefusedRates.USUAL, ConnectionLimit.usual()));
        assertThat(config.cache()).isEqualTo(CacheConfig.DEFAULT);
        assertThat(config.kinesis().linger()).isEqualTo(KinesisConfig.DEFAULT_LINGER);
    }

    @Test
    void everyLimitReachesItsConfiguration() {
        TrackerConfig config = read(Map.ofEntries(
                Map.entry("HTTP_IDLE_TIMEOUT", "1ms"),
                Map.entry("HTTP_MAX_IN_FLIGHT", "2"),
                Map.entry("HTTP_MAX_CONNECTIONS", "3"),
                Map.entry("HTTP_SHUTDOWN_GRACE", "4s"),
                Map.entry("REFUSED_EVENTS_PER_SECOND", "5"),
                Map.entry("UNKNOWN_EVENTS_PER_SECOND", "0"),
                Map.entry("CACHE_MAX_PROGRAMS", "6"),
                Map.entry("CACHE_TTL", "7m"),
                Map.entry("CACHE_STALE_LIMIT", "0s"),
                Map.entry("CACHE_MAX_MISSING", "8"),
                Map.entry("CACHE_MISSING_TTL", "9s"),
                Map.entry("KINESIS_LINGER", "10ms")));

        assertThat(config.http().idleTimeout()).isEqualTo(Duration.ofMillis(1));
        assertThat(config.http().maxInFlight()).isEqualTo(2);
        assertThat(config.http().shutdownGrace()).isEqualTo(Duration.ofSeconds(4));
        assertThat(config.limits()).isEqualTo(new TrackerConfig.Limits(new RefusedRates(5, 0), new ConnectionLimit(3)));
        assertThat(config.cache())
                .isEqualTo(new CacheConfig(
                        6,
                        Duration.ofMinutes(7),
                        Duration.ZERO,
                        8,
                        Duration.ofSeconds(9),
                        CacheConfig.DEFAULT.maxBytes()));
        assertThat(config.kinesis().linger()).isEqualTo(Duration.ofMillis(10));
    }

    @Test
    void theUsualShutdownGraceFollowsTheJournalMode() {
        assertThat(read(Map.of("JOURNAL_MODE", "committed")).http().shutdownGrace())
                .isEqualTo(Duration.ofMillis(6_500));
        assertThat(read(Map.of("JOURNAL_MODE", "fsync")).http().shutdownGrace()).isEqualTo(Duration.ofMillis(1_500));
    }

    @ParameterizedTest
    @CsvSource({
        "HTTP_IDLE_TIMEOUT, 0s, 'HTTP_IDLE_TIMEOUT must be 1ms to 60m, was 0ms'",
        "HTTP_IDLE_TIMEOUT, 61m, 'HTTP_IDLE_TIMEOUT must be 1ms to 60m, was 3660000ms'",
        "HTTP_MAX_IN_FLIGHT, 0, 'HTTP_MAX_IN_FLIGHT must be 1-1000000, was 0'",
        "HTTP_MAX_CONNECTIONS, 0, 'HTTP_MAX_CONNECTIONS must be 1-1000000, was 0'",
        "HTTP_SHUTDOWN_GRACE, 8s, 'HTTP_SHUTDOWN_GRACE must be 0s to 7s, was 8000ms'",
        "REFUSED_EVENTS_PER_SECOND, -1, 'REFUSED_EVENTS_PER_SECOND must be 0-1000000, was -1'",
        "UNKNOWN_EVENTS_PER_SECOND, many, 'UNKNOWN_EVENTS_PER_SECOND must be 0-1000000, was many'",
        "CACHE_MAX_PROGRAMS, 0, 'CACHE_MAX_PROGRAMS must be 1-100000000, was 0'",
        "CACHE_TTL, 0s, 'CACHE_TTL must be more than 0, was PT0S'",
        "CACHE_STALE_LIMIT, 525601m, 'CACHE_STALE_LIMIT must be 0 to 365 days, was PT8760H1M'",
        "CACHE_MAX_MISSING, 0, 'CACHE_MAX_MISSING must be 1-100000000, was 0'",
        "CACHE_MISSING_TTL, 0s, 'CACHE_MISSING_TTL must be more than 0, was PT0S'",
        "KINESIS_LINGER, 11s, 'KINESIS_LINGER must be 0-10 s, was 11000 ms'"
    })
    void refusesALimitOutOfRange(String setting, String text, String message) {
        assertThatThrownBy(() -> read(Map.of(setting, text))).hasMessage(message);
    }

    private static TrackerConfig read(Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(Map.of("AWS_REGION", "eu-central-1"));
        all.putAll(environment);
        return ConfigReader.read(SettingsText.of(all, Optional.empty()));
    }
}
