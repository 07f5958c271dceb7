/**
 * Redis verticle: reads programs from Redis (L2) and broadcasts pushed program changes.
 *
 * <p>In the order in which a read meets them:
 * <ol>
 *   <li>{@link RedisVerticle} serves {@link dev.trackbus.bus.RedisContract}, one instance on an event loop.
 *   <li>{@link CorruptPrograms} fails a read at once if the hash of its program was found corrupt a short time ago.
 *   <li>{@link InFlightReads} shares one read among all that ask for the same program, and limits the reads in flight.
 *   <li>{@link ProgramReads} sends the read for a key of {@link ProgramKeys} on a {@link ReconnectingConnection}, a connection that
 *       restores itself. Its {@link ConnectionRole} is to read or to subscribe; {@link Endpoint} and {@link dev.trackbus.bus.Backoff} make the
 *       connection.
 *   <li>{@link ProgramHash} decodes the hash. {@link RedisFault} classifies a failure; {@link ReadHealth} tracks
 *       refused commands, {@link KeyspaceCheck} detects a Redis that lost its programs.
 * </ol>
 *
 * <p>In the order in which a pushed change meets them: {@link Subscription}, {@link UpdateQueue}, {@link ProgramUpdateParser}.
 *
 * <p>{@link RedisConfig}, {@link RedisLogin} and {@link RedisLimits} configure the verticle, {@link RedisMetrics} has
 * the meters, and {@link LogRateLimiter} limits repeated log lines. {@link ProgramStore} reads a {@link StoredProgram} for
 * commands, without a verticle.
 *
 * <p>This package must not write to Redis and must not block. It depends on {@code dev.trackbus.bus} and
 * {@code dev.trackbus.proto} only, and no other verticle may use Vert.x's Redis client.
 */
package dev.trackbus.redis;
