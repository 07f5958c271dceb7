package dev.trackbus.tracker.settings;

import dev.trackbus.tracker.Printable;

/** Rules for the text of any setting: what cannot be seen in it is an error, because nobody would look for it. */
final class GivenText {
    private GivenText() {}

    /**
     * Checks a text before it is read.
     *
     * @param text   what is set
     * @param secret whether blanks at its ends may be a part of it
     * @throws IllegalArgumentException saying what the text must not be
     */
    static void check(String text, boolean secret) {
        if (text.indexOf(EnvironmentText.UNDECODABLE) >= 0) {
            throw new IllegalArgumentException("must be UTF-8");
        }
        if (Printable.hides(text)) {
            throw new IllegalArgumentException(
                    "must not hold control or invisible characters (\\r: a line end of Windows)");
        }
        boolean blankEnds = !text.isBlank() && (isBlank(text.charAt(0)) || isBlank(text.charAt(text.length() - 1)));
        if (blankEnds && !secret) {
            throw new IllegalArgumentException("must not begin or end with a blank");
        }
    }

    private static boolean isBlank(char each) {
        return Character.isWhitespace(each) || Character.isSpaceChar(each);
    }

    /** Returns the text for a message, in quotes where its ends would not be seen. */
    static String shown(String text) {
        String printable = Printable.of(text);
        return printable.isEmpty() || !printable.equals(printable.strip()) || !printable.equals(text)
                ? "'" + printable + "'"
                : printable;
    }

    /** Returns who else sets such a text, empty where that is not known. */
    static String origin(String text) {
        return text.startsWith("tcp://")
                ? " (Kubernetes sets this for a Service of that name; enableServiceLinks: false turns it off)"
                : "";
    }
}
