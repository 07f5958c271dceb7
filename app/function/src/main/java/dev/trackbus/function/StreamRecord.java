package dev.trackbus.function;

import java.nio.ByteBuffer;
import java.time.Instant;

/**
 * One record of a Kinesis stream, as a function's step sees it.
 *
 * @param sequenceNumber its place in its shard
 * @param partitionKey   what the producer gave it
 * @param arrivedAt      when the stream took it, by Kinesis' approximate clock
 * @param data           its bytes; read-only, to be read through {@code duplicate()} so that its position stays
 */
public record StreamRecord(String sequenceNumber, String partitionKey, Instant arrivedAt, ByteBuffer data) {}
