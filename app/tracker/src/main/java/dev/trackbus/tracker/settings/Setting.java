package dev.trackbus.tracker.settings;

import java.util.Optional;

/**
 * One thing that an operator can set, by the environment or by a line of the settings file.
 *
 * @param name     the same in both places
 * @param fallback its text where it is not set; empty where it then stays unset
 * @param meaning  one line for the table of settings: what it decides, unit and range
 * @param secret   whether its value may never be printed
 * @param format   how its text is read
 * @param <T>      its value
 */
public record Setting<T>(
        String name, Optional<String> fallback, String meaning, boolean secret, ValueFormat<T> format) {
    static <T> Setting<T> of(String name, String fallback, ValueFormat<T> format, String meaning) {
        return new Setting<>(name, Optional.of(fallback), meaning, false, format);
    }

    static <T> Setting<T> unset(String name, ValueFormat<T> format, String meaning) {
        return new Setting<>(name, Optional.empty(), meaning, false, format);
    }

    static Setting<String> secret(String name, String meaning) {
        return new Setting<>(name, Optional.empty(), meaning, true, ValueFormat.TEXT);
    }

    /**
     * A text as it may be printed.
     *
     * @param text the setting's text, null where it is unset
     * @return {@code [hidden]} for a secret that is set, empty for null
     */
    public String printed(String text) {
        if (text == null) {
            return "";
        }
        return secret ? "[hidden]" : text;
    }
}
