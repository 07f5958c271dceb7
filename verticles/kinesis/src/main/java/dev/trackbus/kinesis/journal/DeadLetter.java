package dev.trackbus.kinesis.journal;

/**
 * An event that Kinesis will never take, kept with the reason.
 *
 * @param file    the name of its file in the journal's directory
 * @param key     partition key
 * @param payload the encoded event
 * @param why     what Kinesis said
 */
public record DeadLetter(String file, String key, byte[] payload, String why) {}
