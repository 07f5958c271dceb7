package dev.trackbus.bus;

/** Mark of a request that is accepted although it has an unusual property. */
public enum TrafficFlag {
    /** A percent sign of the query begins no escape and was kept as text: {@code 50%}, {@code %%CACHEBUSTER%%}. */
    MALFORMED_ESCAPE
}
