/**
 * Cache verticle: validates requests against programs in memory (L1), which Redis pushes keep up to date.
 *
 * <p>In the order in which a request meets them:
 * <ol>
 *   <li>{@link CacheVerticle} serves {@link dev.trackbus.bus.CacheContract}, one instance on an event loop.
 *   <li>{@link RequestValidator} selects the program state: a fresh entry, else the state in Redis, else a stale entry.
 *   <li>{@link L1} holds an {@link Entry} for each program in memory, and for each program known to be missing.
 *       {@link HeapSize} estimates its bytes.
 *   <li>{@link ProgramLoader} reads a program that is not in L1 from Redis, with one read ({@link InFlightLoad}) for all waiting
 *       requests.
 *   <li>{@link RequestRules} decides: does the program exist, is it active now ({@link ValidityRule}), do the
 *       parameters match it ({@link ParameterRules})?
 * </ol>
 *
 * <p>{@link ProgramUpdateListener} applies pushed program changes to L1. {@link CacheConfig} has the limits, {@link CacheMetrics}
 * the meters.
 *
 * <p>This package must not call Redis or HTTP, and must not block. It depends on {@code dev.trackbus.bus} only.
 */
package dev.trackbus.cache;
