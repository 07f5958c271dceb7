/**
 * Dead letters: records that Kinesis rejects as invalid. {@code DeadLetterExporter} reads their files on the event loop's
 * behalf and asks the worker over the bus; {@code DeadLetterQueue} sends them to SQS and blocks.
 */
package dev.trackbus.kinesis.deadletter;
