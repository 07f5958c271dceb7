/**
 * Core data from the command line: {@code programs put|get|list|delete|load}. What changes goes to the core data stream, so
 * that it takes the same way as every other change, and is awaited in Redis; what is read is read from Redis. Works
 * without a service, on the thread that runs the command, which may block.
 */
package dev.trackbus.tracker.programs;
