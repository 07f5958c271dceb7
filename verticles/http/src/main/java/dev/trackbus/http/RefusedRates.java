package dev.trackbus.http;

/**
 * Rates at which one instance puts events of refused requests on the stream, so that a flood of invented ids or wrong
 * checksums does not fill the stream. Each rate is also the largest burst.
 *
 * @param refusedPerSecond for programs that refuse (410, 422), at least 0
 * @param unknownPerSecond for unknown programs (404), at least 0
 */
public record RefusedRates(double refusedPerSecond, double unknownPerSecond) {
    private static final double REFUSED_PER_PROCESS = 1_000;
    private static final double UNKNOWN_PER_PROCESS = 100;

    /** Checks both; throws {@link IllegalArgumentException} with the setting's name. */
    public RefusedRates {
        if (!(refusedPerSecond >= 0)) {
            throw new IllegalArgumentException("REFUSED_EVENTS_PER_SECOND must be at least 0, was " + refusedPerSecond);
        }
        if (!(unknownPerSecond >= 0)) {
            throw new IllegalArgumentException("UNKNOWN_EVENTS_PER_SECOND must be at least 0, was " + unknownPerSecond);
        }
    }

    /**
     * Divides the rates of a process (1,000 and 100 a second) equally among its instances. The instances share no state,
     * so that an instance cannot use what another one leaves.
     *
     * @param instances how many instances of {@link HttpVerticle} there are, at least 1
     * @return each one's share
     */
    public static RefusedRates sharedBy(int instances) {
        return new RefusedRates(REFUSED_PER_PROCESS / instances, UNKNOWN_PER_PROCESS / instances);
    }
}
