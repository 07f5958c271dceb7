package dev.trackbus.bus;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventTypeTest {
    @ParameterizedTest
    @CsvSource({
        "impression, IMPRESSION",
        "click, CLICK",
        "conversion, CONVERSION",
        "Click, UNKNOWN",
        "unknown, UNKNOWN",
        "'', UNKNOWN"
    })
    void isTheOneThatTheParameterNames(String parameter, EventType type) {
        assertThat(EventType.of(parameter)).isEqualTo(type);
    }

    @Test
    void isAnImpressionWhereNoneIsNamed() {
        assertThat(EventType.of(null)).isEqualTo(EventType.IMPRESSION);
    }
}
