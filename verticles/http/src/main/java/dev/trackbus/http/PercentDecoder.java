package dev.trackbus.http;

/**
 * Decoder of the percent-encoded parts of a URL.
 *
 * <p>In a query a percent sign that begins no escape stays as it is, as in the WHATWG's URL standard: ad tags send
 * {@code 50%} and {@code %%CACHEBUSTER%%}. So does an escape right behind such a sign where it does not begin a character
 * ({@code %CA} in the second example). In a path neither is allowed.
 *
 * <p>Anything else is stricter than in the JDK's and Netty's decoders. Truncated or overlong UTF-8, encoded surrogates and
 * control characters are refused; none is replaced or dropped. Two readers of a URL cannot read different texts.
 */
final class PercentDecoder {
    private static final int[] LEAST_OF_LENGTH = {0, 0x80, 0x800, 0x10000};
    private static final int MALFORMED = -1;

    private final String text;
    private final int to;
    private final boolean query;
    private final String field;
    private final StringBuilder decoded;
    private int next;
    private int strayEnd = -1;

    private PercentDecoder(String text, int from, int to, boolean query, String field) {
        this.text = text;
        this.next = from;
        this.to = to;
        this.query = query;
        this.field = field;
        this.decoded = new StringBuilder(to - from);
    }

    /** Returns whether a character of a URL stands for itself, outside a query's {@code +}. */
    static boolean isLiteral(char c) {
        return c > ' ' && c < 0x7f && c != '%';
    }

    /** Returns whether each percent sign of a path begins an escape. */
    static boolean hasEscapesOnly(String path) {
        for (int i = path.indexOf('%'); i >= 0; i = path.indexOf('%', i + 1)) {
            if (i + 2 >= path.length() || hexDigit(path.charAt(i + 1)) < 0 || hexDigit(path.charAt(i + 2)) < 0) {
                return false;
            }
        }
        return true;
    }

    /**
     * Decodes a part of a path.
     *
     * @param field what a {@link BadRequestException} names
     */
    static String decodePath(String text, int from, int to, String field) {
        return new PercentDecoder(text, from, to, false, field).decode();
    }

    /**
     * Prepares a part of a query, in which {@code +} is a space.
     *
     * @param field what a {@link BadRequestException} names
     */
    static PercentDecoder ofQuery(String text, int from, int to, String field) {
        return new PercentDecoder(text, from, to, true, field);
    }

    /** Returns the text; to be called once. */
    String decode() {
        while (next < to) {
            char c = text.charAt(next++);
            if (c == '%') {
                escape();
            } else if (c == '+' && query) {
                decoded.append(' ');
            } else if (isLiteral(c)) {
                decoded.append(c);
            } else {
                throw Character.isISOControl(c) ? controlCharacter(field) : malformed("a character is not encoded");
            }
        }
        return decoded.toString();
    }

    /** Returns whether {@link #decode()} kept a percent sign that begins no escape. */
    boolean hasStrayPercent() {
        return strayEnd >= 0;
    }

    /** Decodes the character whose first percent sign was just read, or keeps that sign. */
    private void escape() {
        int begin = next;
        int first = hexByte();
        int codePoint = first == MALFORMED ? MALFORMED : codePoint(first);
        if (codePoint != MALFORMED) {
            if (Character.isISOControl(codePoint)) {
                throw controlCharacter(field);
            }
            decoded.appendCodePoint(codePoint);
        } else if (query && (first == MALFORMED || strayEnd == begin - 1)) {
            decoded.append('%');
            next = begin;
            strayEnd = begin;
        } else {
            throw malformed(
                    first == MALFORMED ? "an escape is not two hexadecimal digits" : "an escape encodes no UTF-8");
        }
    }

    private int codePoint(int first) {
        int following = followingBytes(first);
        if (following == MALFORMED) {
            return MALFORMED;
        }
        int codePoint = following == 0 ? first : first & (0x3f >> following);
        for (int i = 0; i < following; i++) {
            if (next >= to || text.charAt(next++) != '%') {
                return MALFORMED;
            }
            int each = hexByte();
            if ((each & 0xc0) != 0x80) {
                return MALFORMED;
            }
            codePoint = codePoint << 6 | each & 0x3f;
        }
        boolean isSurrogate = codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
        boolean isCharacter = codePoint >= LEAST_OF_LENGTH[following] && codePoint <= Character.MAX_CODE_POINT;
        return isCharacter && !isSurrogate ? codePoint : MALFORMED;
    }

    private static int followingBytes(int first) {
        if (first < 0x80) {
            return 0;
        }
        if (first < 0xc0 || first > 0xf7) {
            return MALFORMED;
        }
        return first < 0xe0 ? 1 : first < 0xf0 ? 2 : 3;
    }

    /** Reads two hexadecimal digits, or nothing. */
    private int hexByte() {
        if (next + 2 > to) {
            return MALFORMED;
        }
        int value = hexDigit(text.charAt(next)) << 4 | hexDigit(text.charAt(next + 1));
        if (value < 0) {
            return MALFORMED;
        }
        next += 2;
        return value;
    }

    private static int hexDigit(char c) {
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        int letter = c | 0x20;
        return letter >= 'a' && letter <= 'f' ? letter - 'a' + 10 : -1;
    }

    private BadRequestException malformed(String detail) {
        return new BadRequestException(ProblemCode.MALFORMED_ENCODING, field, detail);
    }

    static BadRequestException controlCharacter(String field) {
        return new BadRequestException(ProblemCode.CONTROL_CHARACTER, field, ProblemCode.CONTROL_CHARACTER.title());
    }
}
