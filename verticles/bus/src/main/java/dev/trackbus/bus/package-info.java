/**
 * Contracts between verticles: addresses, deadlines and immutable messages on the event bus.
 *
 * <p>In the order in which a request meets them:
 * <ol>
 *   <li>{@link TrackingRequest}, with its {@link EventType}, {@link Parameters} and {@link TrafficFlags}: a request
 *       whose syntax is valid.
 *   <li>{@link CacheContract}: validation of a request; the reply is a {@link Verdict}, with a {@link Refusal} if the
 *       request is rejected.
 *   <li>{@link RedisContract}: a {@link Find} for the newest state of a {@link Program}, answered with a
 *       {@link Lookup}; broadcasts of {@link ProgramChanged} and {@link Subscribed}.
 *   <li>{@link KinesisContract}: a {@link TrackingEvent} is {@link Appended}, a {@link Batch} is shipped, a
 *       {@link Drain} ends with what is {@link Drained}.
 *   <li>{@link HttpContract}: the deadline of a request, and the broadcast {@link PhaseChanged} about start and stop.
 *   <li>{@link Probe} and {@link Condition}: the question for the health of a verticle, and its answer.
 * </ol>
 *
 * <p>{@link Bus} is the only class that uses Vert.x's event bus. {@link Ask} is the type of a request/reply address,
 * {@link Notice} that of a broadcast. {@link Line} and {@link Question} carry requests and their deadlines.
 * {@link Failure} and {@link FailureException} are the outcome of a fault. {@link ByReference} passes messages inside the
 * process by reference. {@link JsonForm} converts each message to JSON, for verticles in other languages and for
 * bridges.
 *
 * <p>This package must not depend on another module, and no other package may create an address.
 */
package dev.trackbus.bus;
