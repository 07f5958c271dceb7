package dev.trackbus.function;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads a function's settings. What a template sets to nothing is not set. */
public final class Environment {
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cc}\\p{Cf}]|^[\\s\\p{Z}]|[\\s\\p{Z}]$");

    private final Map<String, String> texts;

    /**
     * Settings from a map, as in tests.
     *
     * @param texts by name, such as {@code System.getenv()}
     */
    public Environment(Map<String, String> texts) {
        this.texts = Map.copyOf(texts);
    }

    /**
     * A setting that need not be there.
     *
     * @param name its name
     * @return its text, empty where it is not set or set to nothing
     * @throws IllegalArgumentException naming it where it holds what cannot be seen
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
     * A setting that has a default.
     *
     * @param name     its name
     * @param fallback for when it is not set
     * @return its text
     */
    public String text(String name, String fallback) {
        return find(name).orElse(fallback);
    }

    /**
     * A setting for which nothing is a value, too.
     *
     * @param name     its name
     * @param fallback for when it is not set at all
     * @return its text, may be empty
     * @throws IllegalArgumentException naming it where it holds what cannot be seen
     */
    public String anyText(String name, String fallback) {
        return visible(name, texts.getOrDefault(name, fallback));
    }

    /**
     * A setting that must be there.
     *
     * @param name its name
     * @return its text
     * @throws IllegalArgumentException naming it where it is not set
     */
    public String required(String name) {
        return find(name).orElseThrow(() -> new IllegalArgumentException(name + " must be set"));
    }

    /**
     * A whole number.
     *
     * @param name     its name
     * @param fallback for when it is not set
     * @return the number, its range unchecked
     * @throws IllegalArgumentException naming it where it is no number
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
     * A switch.
     *
     * @param name     its name
     * @param fallback for when it is not set
     * @return whether it is true
     * @throws IllegalArgumentException naming it where it is neither true nor false
     */
    public boolean flag(String name, boolean fallback) {
        String text = text(name, Boolean.toString(fallback));
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException(name + " must be true or false, was " + text);
        }
        return text.equals("true");
    }
}
