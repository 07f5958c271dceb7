/**
 * Decides what is sent to Kinesis and when. {@code DeliveryScheduler} reads records from the buffer into an
 * {@code InFlightWindow}, fills batches with {@code BatchBuilder}, and handles results: {@code RetryQueue} holds records that
 * wait for their next attempt, {@code PoisonIsolator} isolates invalid records, {@code StuckRecordMover} moves records that are
 * rejected again and again, and {@code CircuitState} detects an outage. {@code ConfirmationWaiters} holds requests that wait
 * for confirmation. {@code DeliveryLoop} makes the calls over the bus.
 *
 * <p>Everything here runs on one thread, the verticle's event loop, and never blocks. The AWS SDK is not used here.
 */
package dev.trackbus.kinesis.delivery;
