package dev.trackbus.http;

/**
 * Turns the percent-encoded part of a URL into text, or refuses it. Stricter than the JDK's and Netty's decoders:
 * malformed escapes, overlong or truncated UTF-8, encoded surrogates and control characters are errors, none is replaced
 * or dropped, so that two readers of the same URL can't see different texts.
 */
final class PercentDecoder {
    private static final int[] LEAST_OF_LENGTH = {0, 0x80, 0x800, 0x10000};

    private final String text;
    private final int to;
    private final String field;
    private final StringBuilder decoded;
    private int next;

    private PercentDecoder(String text, int from, int to, String field) {
        this.text = text;
        this.next = from;
        this.to = to;
        this.field = field;
        this.decoded = new StringBuilder(to - from);
    }

    /** Whether a character of a URL stands for itself, outside a query's {@code +}. */
    static boolean isLiteral(char c) {
        return c > ' ' && c < 0x7f && c != '%';
    }

    /**
     * Decodes a part of a text.
     *
     * @param plusIsSpace as in a query, not in a path
     * @param field       what a {@link BadRequestException} names
     */
    static String decode(String text, int from, int to, boolean plusIsSpace, String field) {
        return new PercentDecoder(text, from, to, field).decode(plusIsSpace);
    }

    private String decode(boolean plusIsSpace) {
        while (next < to) {
            char c = text.charAt(next++);
            if (c == '%') {
                decoded.appendCodePoint(encodedCodePoint());
            } else if (c == '+' && plusIsSpace) {
                decoded.append(' ');
            } else if (isLiteral(c)) {
                decoded.append(c);
            } else {
                throw Character.isISOControl(c) ? controlCharacter(field) : malformed("a character is not encoded");
            }
        }
        return decoded.toString();
    }

    private int encodedCodePoint() {
        int first = hexByte();
        int following = followingBytes(first);
        int codePoint = following == 0 ? first : first & (0x3f >> following);
        for (int i = 0; i < following; i++) {
            if (next >= to || text.charAt(next++) != '%') {
                throw malformed("UTF-8 is cut off");
            }
            int each = hexByte();
            if ((each & 0xc0) != 0x80) {
                throw malformed("UTF-8 is cut off");
            }
            codePoint = codePoint << 6 | each & 0x3f;
        }
        if (codePoint < LEAST_OF_LENGTH[following]) {
            throw malformed("UTF-8 is overlong");
        }
        if (codePoint > Character.MAX_CODE_POINT || codePoint >= 0xd800 && codePoint < 0xe000) {
            throw malformed("UTF-8 encodes no character");
        }
        if (Character.isISOControl(codePoint)) {
            throw controlCharacter(field);
        }
        return codePoint;
    }

    private int followingBytes(int first) {
        if (first < 0x80) {
            return 0;
        }
        if (first < 0xc0 || first > 0xf7) {
            throw malformed("a byte can't begin UTF-8");
        }
        return first < 0xe0 ? 1 : first < 0xf0 ? 2 : 3;
    }

    private int hexByte() {
        if (next + 2 > to) {
            throw malformed("an escape is cut off");
        }
        int value = hexDigit(text.charAt(next)) << 4 | hexDigit(text.charAt(next + 1));
        if (value < 0) {
            throw malformed("an escape is not two hexadecimal digits");
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
