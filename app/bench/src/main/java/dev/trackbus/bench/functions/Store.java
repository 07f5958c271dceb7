package dev.trackbus.bench.functions;

import java.io.IOException;
import java.util.Map;

/** Where a function writes, what it is fed with, and what is there afterwards. For one thread. */
interface Store extends AutoCloseable {
    /** What a contender needs in its environment to find it. */
    Map<String, String> settings();

    /** A batch of so many records that were never there before, as a Kinesis event. */
    byte[] batch(int records);

    /** Empties it. */
    void clear();

    /** All that it holds, by its key: equal where two contenders have stored the same. */
    Map<String, Object> content();

    /** Fails where not all that was handed out since it was empty is there. */
    void check() throws IOException;

    @Override
    void close();
}
