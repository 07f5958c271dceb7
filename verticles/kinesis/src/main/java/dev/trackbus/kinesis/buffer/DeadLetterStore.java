package dev.trackbus.kinesis.buffer;

import java.io.IOException;
import java.util.List;

/** Store of dead letters on this process' disk. Any thread. */
public interface DeadLetterStore {
    /**
     * Returns the number of dead letters. Does not block.
     *
     * @return at least 0
     */
    int count();

    /**
     * Reads some dead letters. Blocks.
     *
     * @param after name of a file; files behind it in the order of names come first, then those before it
     * @param most  largest number of dead letters
     * @param bytes largest size of their files together, bytes; a larger file is never read
     * @return dead letters whose files are not corrupt
     * @throws IOException where they cannot be read
     */
    List<DeadLetter> some(String after, int most, long bytes) throws IOException;

    /**
     * Removes a dead letter that is stored elsewhere. Blocks.
     *
     * @param letter one that was read here
     * @throws IOException where its file cannot be removed
     */
    void remove(DeadLetter letter) throws IOException;
}
