/**
 * Is this request valid? {@link dev.trackbus.cache.CacheVerticle} judges tracking requests by the programs that it
 * keeps in memory (L1), asks Redis for those that it lacks, and follows the changes that Redis pushes.
 */
package dev.trackbus.cache;
