package dev.trackbus.tracker.programs;

/** Texts of core data on a terminal, which control characters would command. */
final class Printable {
    private Printable() {}

    static String of(String text) {
        return text.replaceAll("\\p{Cntrl}", "\uFFFD");
    }
}
