/**
 * Interface between the delivery of events and their storage. {@link dev.trackbus.kinesis.buffer.EventBuffer} stores events
 * until Kinesis has confirmed them, on disk or in memory; {@link dev.trackbus.kinesis.buffer.DeadLetterStore} stores those
 * that Kinesis calls invalid. Uses neither Vert.x nor AWS.
 */
package dev.trackbus.kinesis.buffer;
