/**
 * Shared part of the Lambda functions on a Kinesis stream.
 *
 * <p>Data meets the classes in this order: {@link dev.trackbus.function.KinesisFunctionHandler} receives the
 * invocation. {@code KinesisEventParser} parses its event into {@link dev.trackbus.function.StreamRecord}s. The
 * function's own {@link dev.trackbus.function.RecordProcessor} returns one {@link dev.trackbus.function.Outcome} per
 * record within a {@link dev.trackbus.function.Deadline}. {@link dev.trackbus.function.FailureQueue} receives a {@link
 * dev.trackbus.function.FailureMessage} for each rejected record. {@code BatchMetrics} writes the metrics and {@code
 * BatchResponse} the records to deliver again. {@link dev.trackbus.function.Environment}, {@link
 * dev.trackbus.function.Secrets} and {@link dev.trackbus.function.AwsClients} serve the functions' set-up.
 *
 * <p>This package must not know what a record means or where it is stored, and must not use Vert.x.
 */
package dev.trackbus.function;
