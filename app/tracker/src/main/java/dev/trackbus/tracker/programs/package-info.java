/**
 * Commands on core data: {@code programs put|get|list|delete|load}. They change programs through the core data stream
 * and read them from Redis.
 *
 * <p>In the order in which a program meets them:
 * <ol>
 *   <li>{@link ProgramsCommand} groups the commands: {@link PutCommand}, {@link LoadCommand}, {@link DeleteCommand},
 *       {@link GetCommand} and {@link ListCommand}. {@link ProgramsAction} and {@link ChangeAction} are their base
 *       classes, {@link InputVersions}, {@link ProgramId} and {@link Waiting} their options.
 *   <li>{@link JsonPrograms} or {@link CsvPrograms} reads a file in its {@link ProgramFormat} into a
 *       {@link ProgramSink}. {@link InputCheck} checks the whole input first; {@link InvalidInputException} has all
 *       errors.
 *   <li>{@link StoredVersions} compares the input with Redis, through {@link BlockingStore}. {@link Stamps} creates
 *       versions.
 *   <li>{@link Delivery} sends the programs: {@link CoreDataSender} puts them on the stream, {@link Arrivals} waits
 *       until Redis has them. {@link Patience} is the timeout without progress; {@link MissingServiceException} ends
 *       the command.
 *   <li>{@link LoadProgress} and {@link LoadState} save how much of a file is sent, so that an interrupted load
 *       continues.
 * </ol>
 *
 * <p>This package works without a service, on the thread of the command, which may block. It must not write to Redis.
 */
package dev.trackbus.tracker.programs;
