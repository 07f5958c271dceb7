package dev.trackbus.consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trackbus.function.Environment;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsumerConfigTest {
    private static ConsumerConfig from(Map<String, String> environment) {
        return ConsumerConfig.from(new Environment(environment));
    }

    @Test
    void hasADefaultForEverySetting() {
        assertThat(from(Map.of())).isEqualTo(new ConsumerConfig("events", 90, 8));
    }

    @Test
    void readsTheEnvironment() {
        Map<String, String> environment =
                Map.of("EVENTS_TABLE", "stack-events", "EVENTS_TTL_DAYS", "3650", "EVENTS_SHARDS", "100");

        assertThat(from(environment)).isEqualTo(new ConsumerConfig("stack-events", 3_650, 100));
    }

    @ParameterizedTest
    @CsvSource({
        "EVENTS_TABLE,a/b,'EVENTS_TABLE must be 3-255 characters of [A-Za-z0-9_.-], was \"a/b\"'",
        "EVENTS_TTL_DAYS,0,'EVENTS_TTL_DAYS must be 1-3650, was 0'",
        "EVENTS_TTL_DAYS,3651,'EVENTS_TTL_DAYS must be 1-3650, was 3651'",
        "EVENTS_SHARDS,0,'EVENTS_SHARDS must be 1-100, was 0'",
        "EVENTS_SHARDS,101,'EVENTS_SHARDS must be 1-100, was 101'",
        "EVENTS_SHARDS,many,'EVENTS_SHARDS must be a whole number, was many'"
    })
    void namesTheInvalidSetting(String name, String value, String message) {
        assertThatThrownBy(() -> from(Map.of(name, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }
}
