package dev.trackbus.kinesis.delivery;

import java.time.InstantSource;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * Configuration of a {@link DeliveryScheduler}.
 *
 * @param slots        number of calls that may be in flight
 * @param lingerMillis longest time that a record waits for others, milliseconds
 * @param window       limit of records that are read and not confirmed
 * @param clock        time of day, for messages
 * @param ticker       monotonic time, milliseconds
 * @param random       random numbers from 0 (inclusive) to 1 (exclusive)
 * @param wake         calls {@link DeliveryScheduler#next()} again, in a later task of the event loop
 */
public record DeliveryConfig(
        int slots,
        long lingerMillis,
        int window,
        InstantSource clock,
        LongSupplier ticker,
        DoubleSupplier random,
        Runnable wake) {}
