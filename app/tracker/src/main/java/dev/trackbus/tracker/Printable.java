package dev.trackbus.tracker;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text of others as it may be printed. Control characters command a terminal, and characters without a shape hide what
 * stands in a line; both are shown as escapes.
 */
public final class Printable {
    /** Controls (C0 and C1), format characters (zero width, right to left), separators of lines, halves of surrogates. */
    private static final String UNSEEN = "\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}";

    private static final Pattern IN_A_VALUE = Pattern.compile("[" + UNSEEN + "]");
    private static final Pattern IN_LINES = Pattern.compile("[" + UNSEEN + "&&[^\\n\\t]]");

    private Printable() {}

    /**
     * Returns a value as a part of one line.
     *
     * @param text any text
     * @return the text, with escapes such as {@code \u001b} and {@code \r}
     */
    public static String of(String text) {
        return IN_A_VALUE.matcher(text).replaceAll(Printable::escape);
    }

    /**
     * Returns a text of several lines, whose ends stay.
     *
     * @param text any text
     * @return the text, with escapes in each line
     */
    public static String lines(String text) {
        return IN_LINES.matcher(text.replace(System.lineSeparator(), "\n")).replaceAll(Printable::escape);
    }

    /**
     * Whether a text has something that a reader can't see.
     *
     * @param text any text
     * @return true where {@link #of(String)} would change it
     */
    public static boolean hides(String text) {
        return IN_A_VALUE.matcher(text).find();
    }

    private static String escape(MatchResult unseen) {
        String text = unseen.group();
        String escape =
                switch (text) {
                    case "\r" -> "\\r";
                    case "\n" -> "\\n";
                    case "\t" -> "\\t";
                    default ->
                        text.codePoints()
                                .collect(StringBuilder::new, Printable::append, StringBuilder::append)
                                .toString();
                };
        return Matcher.quoteReplacement(escape);
    }

    private static void append(StringBuilder escape, int character) {
        for (char unit : Character.toChars(character)) {
            escape.append("\\u%04x".formatted((int) unit));
        }
    }
}
