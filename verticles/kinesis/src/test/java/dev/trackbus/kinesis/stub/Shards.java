package dev.trackbus.kinesis.stub;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** Shard of a key, and the limits of a shard per second. One thread. */
final class Shards {
    private static final int MAX_RECORDS_PER_SECOND = 1_000;
    private static final long MAX_BYTES_PER_SECOND = 1L << 20;

    private final int count;
    private final boolean limited;
    private final int[] records;
    private final long[] bytes;
    private final MessageDigest md5;
    private long second;

    Shards(int count, boolean limited) {
        this.count = count;
        this.limited = limited;
        this.records = new int[count];
        this.bytes = new long[count];
        try {
            this.md5 = MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Equal ranges of the 128-bit hash, as Kinesis makes them. */
    int of(String key) {
        if (count == 1) {
            return 0;
        }
        BigInteger hash = new BigInteger(1, md5.digest(key.getBytes(StandardCharsets.UTF_8)));
        return hash.multiply(BigInteger.valueOf(count)).shiftRight(128).intValue();
    }

    boolean throttles(int shard, int size) {
        if (!limited) {
            return false;
        }
        long now = System.nanoTime() / 1_000_000_000;
        if (now != second) {
            second = now;
            Arrays.fill(records, 0);
            Arrays.fill(bytes, 0);
        }
        boolean over = records[shard] == MAX_RECORDS_PER_SECOND || bytes[shard] + size > MAX_BYTES_PER_SECOND;
        if (!over) {
            records[shard]++;
            bytes[shard] += size;
        }
        return over;
    }
}
