/**
 * Contracts between the verticles: addresses, deadlines, immutable messages, and typed access to the event bus.
 *
 * <p>In the order in which data meets them:
 *
 * <ol>
 *   <li>{@link dev.trackbus.bus.HttpContract}: {@link dev.trackbus.bus.TrackingRequest} with its
 *       {@link dev.trackbus.bus.Parameters} and {@link dev.trackbus.bus.TrafficFlags} enters here.
 *   <li>{@link dev.trackbus.bus.CacheContract}: a request becomes a {@link dev.trackbus.bus.ValidationResult}.
 *   <li>{@link dev.trackbus.bus.RedisContract}: a {@link dev.trackbus.bus.FindProgram} becomes a
 *       {@link dev.trackbus.bus.ProgramLookup}; {@link dev.trackbus.bus.ProgramChanged} and
 *       {@link dev.trackbus.bus.Subscribed} are broadcast.
 *   <li>{@link dev.trackbus.bus.KinesisContract}: a {@link dev.trackbus.bus.TrackingEvent} is
 *       {@link dev.trackbus.bus.Appended}, then sent in a {@link dev.trackbus.bus.Batch}.
 * </ol>
 *
 * <p>{@link dev.trackbus.bus.Bus} is the only class that uses the Vert.x event bus. It sends a
 * {@link dev.trackbus.bus.RequestReply} or publishes a {@link dev.trackbus.bus.Broadcast}. Messages pass by reference inside
 * the process. A verticle in another language sends and receives {@link io.vertx.core.json.JsonObject}s instead; each message
 * documents its JSON form.
 *
 * <p>{@link dev.trackbus.bus.Backoff} computes the delays of retries for all verticles.
 *
 * <p>This module has no logic of any verticle, and does not know the formats of {@code proto}.
 */
package dev.trackbus.bus;
