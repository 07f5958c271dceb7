package dev.trackbus.function;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reader of a function's settings. A setting with an empty value counts as not set, because templates leave it empty.
 */
public final class Environment {
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}]|^[\\s\\p{Z}]|[\\s\\p{Z}]$");

    private final Map<String, String> texts;

    /**
     * Creates a reader of the given settings.
     *
     * @param texts values by name, such as {@code System.getenv()}
     */
    public Environment(Map<String, String> texts) {
        this.texts = Map.copyOf(texts);
    }

    /**
     * Returns an optional setting.
     *
     * @param name its name
     * @return its value; absent if it is not set or empty
     * @throws IllegalArgumentException naming it if it holds invisible characters
     */
    public Optional<String> find(String name) {
        return Optional.ofNullable(texts.get(name))
                .filter(text -> !text.isEmpty())
                .map(text -> visible(name, text));
    }

    private static String visible(String name, String text) {
        if (UNSEEN.matcher(text).find()) {
            throw new IllegalArgumentException(
                    name + " must not hold control characters, nor begin or end with a blank");
        }
        return text;
    }

    /**
     * Returns a setting, or its default.
     *
     * @param name     its name
     * @param fallback default if it is not set or empty
     * @return its value
     */
    public String text(String name, String fallback) {
        return find(name).orElse(fallback);
    }

    /**
     * Returns a setting for which the empty text is a valid value.
     *
     * @param name     its name
     * @param fallback default if it is not set
     * @return its value, may be empty
     * @throws IllegalArgumentException naming it if it holds invisible characters
     */
    public String anyText(String name, String fallback) {
        return visible(name, texts.getOrDefault(name, fallback));
    }

    /**
     * Returns a mandatory setting.
     *
     * @param name its name
     * @return its value, not empty
     * @throws IllegalArgumentException if it is not set or empty; the message names it
     */
    public String required(String name) {
        return find(name).orElseThrow(() -> new IllegalArgumentException(name + " must be set"));
    }

    /**
     * Returns a setting that is a whole number.
     *
     * @param name     its name
     * @param fallback default if it is not set or empty
     * @return the number; its range is not checked
     * @throws IllegalArgumentException if it is not a number; the message names it
     */
    public int number(String name, int fallback) {
        String text = text(name, Integer.toString(fallback));
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(name + " must be a whole number, was " + text, e);
        }
    }

    /**
     * Returns a setting that is true or false.
     *
     * @param name     its name
     * @param fallback default if it is not set or empty
     * @return its value
     * @throws IllegalArgumentException if it is neither true nor false; the message names it
     */
    public boolean flag(String name, boolean fallback) {
        String text = text(name, Boolean.toString(fallback));
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException(name + " must be true or false, was " + text);
        }
        return text.equals("true");
    }
}
