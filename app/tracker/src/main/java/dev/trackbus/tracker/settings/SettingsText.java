package dev.trackbus.tracker.settings;

import dev.trackbus.tracker.Printable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The texts of all settings before they are checked: the environment's, then the settings file's, then the defaults.
 *
 * @param texts    by the setting's name; unset ones are absent
 * @param origins  where each text comes from: environment, file or default
 * @param errors   what is wrong with the file
 * @param warnings names in the environment that look like a setting's but are none
 */
public record SettingsText(
        Map<String, String> texts, Map<String, String> origins, List<String> errors, List<String> warnings) {
    /**
     * Collects all texts.
     *
     * @param environment the process' environment
     * @param file        a properties file, where one is used
     * @return the texts, unchecked
     */
    public static SettingsText of(Map<String, String> environment, Optional<Path> file) {
        Map<String, String> texts = new HashMap<>();
        Map<String, String> origins = new HashMap<>();
        List<String> errors = new ArrayList<>();
        Map<String, String> lines =
                file.map(path -> SettingsFile.read(path, errors)).orElse(Map.of());
        for (Setting<?> each : Settings.ALL) {
            String name = each.name();
            Optional<Map.Entry<String, String>> found = given(each, environment)
                    .map(text -> Map.entry(text, "environment"))
                    .or(() -> given(each, lines).map(text -> Map.entry(text, "file")))
                    .or(() -> each.fallback().map(text -> Map.entry(text, "default")));
            found.ifPresent(entry -> {
                texts.put(name, entry.getKey());
                origins.put(name, entry.getValue());
            });
        }
        return new SettingsText(texts, origins, errors, NearMisses.in(environment.keySet()));
    }

    /** Templates set what they don't need to nothing: that is not set. */
    private static Optional<String> given(Setting<?> setting, Map<String, String> texts) {
        return Optional.ofNullable(texts.get(setting.name()))
                .filter(text -> !text.isEmpty() || setting.format() == ValueFormat.ANY_TEXT);
    }

    /**
     * All settings as {@code --print-settings} shows them.
     *
     * @return a line a setting: name, value (secrets hidden) and origin
     */
    public String printed() {
        StringBuilder lines = new StringBuilder();
        for (Setting<?> each : Settings.ALL) {
            lines.append("%s=%s  # %s%n"
                    .formatted(
                            each.name(),
                            Printable.of(each.printed(texts.get(each.name()))),
                            origins.getOrDefault(each.name(), "not set")));
        }
        return lines.toString();
    }
}
