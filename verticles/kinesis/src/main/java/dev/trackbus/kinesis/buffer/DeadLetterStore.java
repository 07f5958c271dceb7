package dev.trackbus.kinesis.buffer;

import java.io.IOException;
import java.util.List;

/** Events that Kinesis will never take and that this process keeps on its disk. Any thread. */
public interface DeadLetterStore {
    /**
     * Returns how many there are. Does not block.
     *
     * @return at least 0
     */
    int count();

    /**
     * Reads some of them. Blocks.
     *
     * @param most  how many at most
     * @param bytes the most that their files have together; a larger file is never read
     * @return those whose files are whole
     * @throws IOException where they can't be read
     */
    List<DeadLetter> some(int most, long bytes) throws IOException;

    /**
     * Removes one that is safe elsewhere. Blocks.
     *
     * @param letter one that was read here
     * @throws IOException where its file can't be removed
     */
    void remove(DeadLetter letter) throws IOException;
}
