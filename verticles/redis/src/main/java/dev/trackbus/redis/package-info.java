/**
 * What Redis says of a program: answers {@link dev.trackbus.bus.RedisContract} from the hashes that hold the core data,
 * and tells the caches what changes. The only room that talks to Redis; two connections that restore themselves, one for
 * reads and one for the subscription.
 */
package dev.trackbus.redis;
