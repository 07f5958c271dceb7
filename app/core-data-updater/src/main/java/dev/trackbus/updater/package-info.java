/**
 * Lambda function that reads CoreDataStream, writes each program to Redis and publishes it to the caches.
 *
 * <p>Data meets the classes in this order: {@link dev.trackbus.updater.CoreDataUpdater} is the handler. {@code
 * CoreDataProcessor} processes a batch with the settings of {@link dev.trackbus.updater.UpdaterConfig}. {@code
 * CoreDataRecord} parses a record into {@code ProgramUpdate}s. {@code RedisWriter} writes them with the {@code
 * PutScript}, over a connection of the {@code RedisConnectionFactory}.
 *
 * <p>This package must not use Vert.x, Netty or a verticle, because a function must start within a second. It must not
 * write a program and publish it in separate steps: a cache could then miss a change.
 */
package dev.trackbus.updater;
