package dev.trackbus.bus;

import java.time.Duration;

/** Contract of HttpVerticle, with the deadlines that include all others. */
public final class HttpContract {
    /** Longest time from the arrival of a tracking request to its response. */
    public static final Duration DEADLINE = Duration.ofMillis(1_000);

    /** The same if each response waits for Kinesis: {@code JOURNAL_MODE} committed. */
    public static final Duration DEADLINE_COMMITTED = Duration.ofMillis(6_000);

    /** Published by BootstrapVerticle. Decides the readiness response and {@code Connection: close}. */
    public static final Broadcast<PhaseChanged> PHASE_CHANGED =
            new Broadcast<>("http.phase-changed", PhaseChanged.JSON);

    private HttpContract() {}
}
