/**
 * Delivery of events to a Kinesis data stream. {@link dev.trackbus.kinesis.KinesisVerticle} stores events in a journal and
 * schedules PutRecords calls, {@link dev.trackbus.kinesis.PutRecordsVerticle}s make them, and
 * {@link dev.trackbus.kinesis.DeadLetterVerticle} sends dead letters to SQS. {@link dev.trackbus.kinesis.JournalReplay}
 * ships a journal without a service.
 *
 * <p>An event passes the packages in this order: {@code append}, {@code journal} (behind the interfaces of
 * {@code buffer}), {@code delivery}, {@code aws}; a poison record ends in {@code deadletter}. No stored event is dropped; an
 * event that cannot be stored is refused with the values. Other modules know this one by the contract in
 * {@code dev.trackbus.bus} only; applications use this package, the configuration of {@code aws} and {@code deadletter},
 * and the journal's tools.
 */
package dev.trackbus.kinesis;
