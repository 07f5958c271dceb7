package dev.trackbus.kinesis.delivery;

import java.time.InstantSource;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * What a {@link DeliveryScheduler} is given from outside.
 *
 * @param slots        how many calls may be in flight
 * @param lingerMillis how long an event may wait for others
 * @param window       how many events may be read and not confirmed
 * @param clock        the time of day, for people
 * @param ticker       milliseconds that only ever rise, for waiting
 * @param random       0 (inclusive) … 1 (exclusive)
 * @param wake         has {@link DeliveryScheduler#next()} asked again, in another turn
 */
public record DeliveryConfig(
        int slots,
        long lingerMillis,
        int window,
        InstantSource clock,
        LongSupplier ticker,
        DoubleSupplier random,
        Runnable wake) {}
