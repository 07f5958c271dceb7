package dev.trackbus.kinesis.stub;

/**
 * A record that came in.
 *
 * @param partitionKey its key
 * @param data         its bytes
 */
public record Received(String partitionKey, byte[] data) {}
