/**
 * Scheduling of delivery to Kinesis. {@code DeliveryScheduler} reads records through {@code RecordReader} into an
 * {@code InFlightWindow}, fills a {@code BatchBuilder}, and returns a {@code PutRecordsCall} for a free {@code CallSlot}.
 * {@code DeliveryLoop} makes the call over the bus. {@code CallResultHandler} handles its result: it confirms records, puts
 * them in the {@code RetryQueue}, or gives them to {@code PoisonIsolator} or {@code StuckRecordMover}. {@code CircuitState}
 * detects an outage, and {@code ConfirmationWaiters} holds requests that wait for confirmation. Each {@code InFlightRecord}
 * has one {@code RecordState}.
 *
 * <p>All classes run on one thread, the verticle's event loop, and never block. They use no class of the AWS SDK.
 */
package dev.trackbus.kinesis.delivery;
