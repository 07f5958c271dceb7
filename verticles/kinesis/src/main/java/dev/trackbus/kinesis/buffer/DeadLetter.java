package dev.trackbus.kinesis.buffer;

import java.io.IOException;

/**
 * An event that Kinesis will never take, kept with the reason.
 *
 * @param file    the name of its file in the journal's directory
 * @param key     partition key
 * @param payload the encoded event
 * @param why     what Kinesis said
 */
public record DeadLetter(String file, String key, byte[] payload, String why) {
    /** Takes dead letters one at a time: together they may not fit into memory. */
    @FunctionalInterface
    public interface Visitor {
        /**
         * Takes the next letter.
         *
         * @param letter one that is whole
         * @throws IOException where it cannot be processed; no other is shown then
         */
        void letter(DeadLetter letter) throws IOException;
    }
}
