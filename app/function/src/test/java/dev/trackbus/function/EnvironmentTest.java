package dev.trackbus.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentTest {
    private final Environment environment =
            new Environment(Map.of("PORT", "6380", "TLS", "true", "EMPTY", "", "WORD", "six"));

    @Test
    void readsSettings() {
        assertThat(environment.number("PORT", 1)).isEqualTo(6_380);
        assertThat(environment.flag("TLS", false)).isTrue();
        assertThat(environment.text("WORD", "other")).isEqualTo("six");
        assertThat(environment.required("WORD")).isEqualTo("six");
    }

    @Test
    void returnsTheDefaultWhenASettingIsMissingOrEmpty() {
        assertThat(environment.number("EMPTY", 7)).isEqualTo(7);
        assertThat(environment.flag("OTHER", true)).isTrue();
        assertThat(environment.text("EMPTY", "other")).isEqualTo("other");
        assertThat(environment.find("EMPTY")).isEmpty();
    }

    @Test
    void returnsAnEmptyTextWhereItIsAValidValue() {
        assertThat(environment.anyText("EMPTY", "other")).isEmpty();
        assertThat(environment.anyText("OTHER", "other")).isEqualTo("other");
    }

    @Test
    void namesTheInvalidSetting() {
        assertThatThrownBy(() -> environment.number("WORD", 1)).hasMessage("WORD must be a whole number, was six");
        assertThatThrownBy(() -> environment.flag("WORD", true)).hasMessage("WORD must be true or false, was six");
        assertThatThrownBy(() -> environment.required("EMPTY")).hasMessage("EMPTY must be set");
    }

    @ParameterizedTest
    @ValueSource(strings = {"program-updates\r", " program-updates", "program-updates ", "program\u200bupdates"})
    void namesASettingThatHoldsWhatCannotBeSeen(String text) {
        Environment environment = new Environment(Map.of("REDIS_CHANNEL", text));

        assertThatThrownBy(() -> environment.text("REDIS_CHANNEL", "x"))
                .hasMessageStartingWith("REDIS_CHANNEL must not hold control characters");
        assertThatThrownBy(() -> environment.anyText("REDIS_CHANNEL", "x"))
                .hasMessageStartingWith("REDIS_CHANNEL must not hold control characters");
    }
}
