package dev.trackbus.http;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Tuple;

/** Texts of all of Unicode, for property tests. */
final class UnicodeTexts {
    private UnicodeTexts() {}

    /** Texts that a parameter may have: whole characters, none of them a control character. */
    static Arbitrary<String> clean(int least, int most) {
        return Arbitraries.frequencyOf(
                        Tuple.of(4, Arbitraries.integers().between(' ', '~')),
                        Tuple.of(2, Arbitraries.integers().between(0xa0, 0xffff).filter(UnicodeTexts::isWhole)),
                        Tuple.of(1, Arbitraries.integers().between(0x10000, Character.MAX_CODE_POINT)))
                .list()
                .ofMinSize(least)
                .ofMaxSize(most)
                .map(UnicodeTexts::text);
    }

    private static boolean isWhole(int codePoint) {
        return codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE;
    }

    private static String text(Iterable<Integer> codePoints) {
        StringBuilder text = new StringBuilder();
        codePoints.forEach(text::appendCodePoint);
        return text.toString();
    }
}
