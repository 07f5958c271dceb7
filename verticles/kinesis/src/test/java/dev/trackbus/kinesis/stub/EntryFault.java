package dev.trackbus.kinesis.stub;

import java.util.Random;

/** Fault of single records of a call. Called on the stub's event loop. */
@FunctionalInterface
public interface EntryFault {
    /** The code of a record that is taken. */
    String NONE = "";

    /** The code of a throttled record. */
    String THROTTLED = "ProvisionedThroughputExceededException";

    /**
     * @param number counts all records that came in, from 1 on
     * @param shard  the record's shard, from 0 on
     * @return the error code, {@link #NONE} where the record is taken
     */
    String errorOf(long number, int shard);

    /**
     * Rejects every nth record.
     *
     * @param n    2 means every other
     * @param code the error code
     * @return the rule
     */
    static EntryFault every(int n, String code) {
        return (number, shard) -> number % n == 0 ? code : NONE;
    }

    /**
     * Rejects records at random places.
     *
     * @param share 0 … 1
     * @param seed  the same seed, the same places
     * @param code  the error code
     * @return the rule
     */
    static EntryFault random(double share, long seed, String code) {
        Random random = new Random(seed);
        return (number, shard) -> random.nextDouble() < share ? code : NONE;
    }

    /**
     * Rejects all that one shard is sent.
     *
     * @param throttled the shard
     * @return the rule
     */
    static EntryFault throttling(int throttled) {
        return (number, shard) -> shard == throttled ? THROTTLED : NONE;
    }
}
