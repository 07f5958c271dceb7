package dev.trackbus.function;

import java.nio.ByteBuffer;
import java.time.Instant;

/**
 * Record of a Kinesis stream.
 *
 * @param sequenceNumber its position in its shard
 * @param partitionKey   partition key that the producer chose
 * @param arrivedAt      approximate arrival time in the stream, by the clock of Kinesis
 * @param data           its bytes, read-only; read them through {@code duplicate()} to keep the position
 */
public record StreamRecord(String sequenceNumber, String partitionKey, Instant arrivedAt, ByteBuffer data) {}
