package dev.trackbus.function;

/**
 * Stream record together with its origin.
 *
 * @param record    the record, as the processor receives it
 * @param streamArn ARN of its stream
 * @param shardId   its shard; empty if the event does not contain it
 */
record ReceivedRecord(StreamRecord record, String streamArn, String shardId) {}
