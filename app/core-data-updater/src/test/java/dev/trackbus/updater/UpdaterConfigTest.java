package dev.trackbus.updater;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trackbus.function.Environment;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UpdaterConfigTest {
    private static UpdaterConfig config(Map<String, String> settings) {
        return UpdaterConfig.from(new Environment(settings));
    }

    @Test
    void hasTheDefaultsOfTheService() {
        assertThat(config(Map.of()))
                .isEqualTo(new UpdaterConfig(
                        "localhost",
                        6_379,
                        false,
                        Optional.empty(),
                        Optional.empty(),
                        "program:",
                        "program-updates",
                        Duration.ofDays(8)));
    }

    @Test
    void readsEverySetting() {
        assertThat(config(Map.of(
                        "REDIS_HOST", "redis.example",
                        "REDIS_PORT", "6380",
                        "REDIS_TLS", "true",
                        "REDIS_USERNAME", "tracker",
                        "REDIS_PASSWORD_SECRET", "trackbus/redis",
                        "REDIS_KEY_PREFIX", "",
                        "REDIS_CHANNEL", "changes",
                        "TOMBSTONE_TTL_DAYS", "400")))
                .isEqualTo(new UpdaterConfig(
                        "redis.example",
                        6_380,
                        true,
                        Optional.of("tracker"),
                        Optional.of("trackbus/redis"),
                        "",
                        "changes",
                        Duration.ofDays(400)));
    }

    @ParameterizedTest
    @CsvSource({
        "REDIS_PORT, 0, 'REDIS_PORT must be 1-65535, was 0'",
        "REDIS_PORT, 65536, 'REDIS_PORT must be 1-65535, was 65536'",
        "REDIS_USERNAME, tracker, 'REDIS_USERNAME is set without a password; set REDIS_PASSWORD_SECRET too'",
        "REDIS_TLS, yes, 'REDIS_TLS must be true or false, was yes'",
        "TOMBSTONE_TTL_DAYS, 0, 'TOMBSTONE_TTL_DAYS must be 1-3650, was 0'",
        "TOMBSTONE_TTL_DAYS, 3651, 'TOMBSTONE_TTL_DAYS must be 1-3650, was 3651'"
    })
    void namesTheInvalidSetting(String name, String value, String message) {
        assertThatThrownBy(() -> config(Map.of(name, value))).hasMessage(message);
    }
}
