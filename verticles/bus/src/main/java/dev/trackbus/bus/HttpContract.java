package dev.trackbus.bus;

import java.time.Duration;

/** What HttpVerticle listens to, and the deadline that all others nest in. */
public final class HttpContract {
    /** The longest that a tracking request may take from its arrival to its answer. */
    public static final Duration DEADLINE = Duration.ofMillis(1_000);

    /** The same where each answer waits for Kinesis: {@code JOURNAL_MODE} committed. */
    public static final Duration DEADLINE_COMMITTED = Duration.ofMillis(6_000);

    /** Told by BootstrapVerticle; decides the readiness answer and {@code Connection: close}. */
    public static final Notice<PhaseChanged> PHASE_CHANGED = new Notice<>("http.phase-changed", PhaseChanged.JSON);

    private HttpContract() {}
}
