package dev.trackbus.bus;

/**
 * Redis has confirmed a subscription to the program updates; what was cached under an earlier epoch may have missed a
 * push and is read again at its next use.
 *
 * @param epoch rises by one with each confirmed subscription, 1 the first
 */
public record Subscribed(long epoch) {}
