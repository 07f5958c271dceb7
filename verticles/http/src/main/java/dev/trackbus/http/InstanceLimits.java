package dev.trackbus.http;

/**
 * Limits of one instance of {@link HttpVerticle}: its shares of the limits of the process.
 *
 * @param refusedEvents rates of events of refused requests
 * @param memory        bytes held for clients
 */
public record InstanceLimits(RefusedRates refusedEvents, MemoryLimits memory) {}
