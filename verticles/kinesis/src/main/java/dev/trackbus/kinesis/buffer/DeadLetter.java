package dev.trackbus.kinesis.buffer;

import java.io.IOException;

/**
 * Event that Kinesis calls invalid, stored with the reason.
 *
 * @param file    name of its file in the journal's directory
 * @param key     partition key
 * @param payload the encoded event
 * @param why     error message of Kinesis
 */
public record DeadLetter(String file, String key, byte[] payload, String why) {
    /** Visitor of dead letters, one at a time: together they may not fit into memory. */
    @FunctionalInterface
    public interface Visitor {
        /**
         * Processes a dead letter.
         *
         * @param letter one whose file is not corrupt
         * @throws IOException where it cannot be processed; no other is visited then
         */
        void letter(DeadLetter letter) throws IOException;
    }
}
