package dev.trackbus.bus;

/** Mark of a request that was taken although something about it is unusual. */
public enum TrafficFlag {
    /** A percent sign of the query begins no escape and was kept as text: {@code 50%}, {@code %%CACHEBUSTER%%}. */
    MALFORMED_ESCAPE
}
