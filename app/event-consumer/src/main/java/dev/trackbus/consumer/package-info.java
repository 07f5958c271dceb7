/**
 * Lambda function that reads EventStream and stores each event as one DynamoDB item.
 *
 * <p>Data meets the classes in this order: {@link dev.trackbus.consumer.EventConsumerFunction} is the handler. {@code
 * EventConsumer} processes a batch with the settings of {@code ConsumerConfig}. {@code EventDecoder} decodes and
 * validates a record. {@code ItemMapping} maps its event to an {@code Item}. {@code BatchWriter} writes the items
 * through {@code EventsTable} and retries by {@code DynamoDbErrorKind} and {@code BackoffSleeper}. {@code WarmUp}
 * prepares a SnapStart snapshot. {@link dev.trackbus.consumer.TableDefinition} defines the table for everything outside
 * the function.
 *
 * <p>This package must not use Vert.x, Netty or a verticle, because a function must start within a second. README.md
 * describes the layout of an item.
 */
package dev.trackbus.consumer;
