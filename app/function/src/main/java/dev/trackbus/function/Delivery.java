package dev.trackbus.function;

/**
 * A record and where it stands.
 *
 * @param record    for the step
 * @param streamArn the stream it came from
 * @param shardId   its shard, empty where the event does not say
 */
record Delivery(StreamRecord record, String streamArn, String shardId) {}
