package dev.trackbus.kinesis.append;

import com.google.protobuf.CodedOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writer of fields in protobuf's wire format (protobuf.dev, Encoding) into a reused array. {@link CodedOutputStream}
 * would
 * allocate an array for each string. One thread.
 */
final class ProtobufWriter {
    private static final int VARINT = 0;
    private static final int LENGTH_DELIMITED = 2;
    private static final int LONGEST_VARINT = 10;
    private static final int LONGEST_CHARACTER = 3;

    private byte[] bytes = new byte[1_024];
    private int length;

    void clear() {
        length = 0;
    }

    /** Returns the array; its first {@link #length()} bytes are valid until the next {@link #clear()}. */
    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    /** Writes an integer; omits 0, the default. */
    void number(int field, long value) {
        if (value != 0) {
            reserve(2 * LONGEST_VARINT);
            tag(field, VARINT);
            varint(value);
        }
    }

    /** Writes a packed repeated field; numbers are at least 0. */
    void packed(int field, int... numbers) {
        reserve((2 + numbers.length) * LONGEST_VARINT);
        tag(field, LENGTH_DELIMITED);
        int size = 0;
        for (int number : numbers) {
            size += CodedOutputStream.computeUInt32SizeNoTag(number);
        }
        varint(size);
        for (int number : numbers) {
            varint(number);
        }
    }

    /** Writes a string; omits the empty one, the default. */
    void text(int field, String value) {
        if (!value.isEmpty()) {
            string(field, value);
        }
    }

    /** Writes an entry of a map of strings. */
    void entry(int field, String key, String value) {
        reserve(2 * LONGEST_VARINT);
        tag(field, LENGTH_DELIMITED);
        varint(CodedOutputStream.computeStringSize(1, key) + CodedOutputStream.computeStringSize(2, value));
        string(1, key);
        string(2, value);
    }

    private void string(int field, String value) {
        reserve(2 * LONGEST_VARINT + LONGEST_CHARACTER * value.length());
        tag(field, LENGTH_DELIMITED);
        int start = length;
        varint(value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c >= 0x80) {
                length = start;
                encoded(value.getBytes(StandardCharsets.UTF_8));
                return;
            }
            bytes[length++] = (byte) c;
        }
    }

    private void encoded(byte[] utf8) {
        varint(utf8.length);
        System.arraycopy(utf8, 0, bytes, length, utf8.length);
        length += utf8.length;
    }

    private void tag(int field, int type) {
        varint((long) field << 3 | type);
    }

    private void varint(long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            bytes[length++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[length++] = (byte) rest;
    }

    private void reserve(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * (length + more));
        }
    }
}
