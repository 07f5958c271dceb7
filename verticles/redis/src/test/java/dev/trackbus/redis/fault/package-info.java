/** Real parts and faults for tests: a Redis process, and a proxy that does to a connection what networks do. */
package dev.trackbus.redis.fault;
