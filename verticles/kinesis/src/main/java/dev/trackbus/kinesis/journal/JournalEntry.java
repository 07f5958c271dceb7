package dev.trackbus.kinesis.journal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Record as it is stored in the journal; the reading side of {@link WriteBatch}.
 *
 * @param sequence sequence number
 * @param key      partition key
 * @param payload  the encoded event
 * @param stamp    time of its first append in milliseconds since 1970, negative where it was appended again
 */
record JournalEntry(long sequence, String key, byte[] payload, long stamp) {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    /** Parses a record; null where it has another form. */
    static JournalEntry of(long sequence, byte[] bytes, int from, int length) {
        if (length < WriteBatch.OVERHEAD) {
            return null;
        }
        int keyFrom = from + WriteBatch.OVERHEAD;
        int keyLength = bytes[keyFrom - 1] & 0xff;
        if (WriteBatch.OVERHEAD + keyLength > length) {
            return null;
        }
        return new JournalEntry(
                sequence,
                new String(bytes, keyFrom, keyLength, StandardCharsets.ISO_8859_1),
                Arrays.copyOfRange(bytes, keyFrom + keyLength, from + length),
                (long) LONG.get(bytes, from));
    }

    /** Returns the time of its first append, milliseconds since 1970. */
    long appendedAt() {
        return Math.abs(stamp);
    }

    /** Returns whether it is a copy of a record at an earlier place in the same journal. */
    boolean isAgain() {
        return stamp < 0;
    }

    int bytes() {
        return key.length() + payload.length;
    }
}
