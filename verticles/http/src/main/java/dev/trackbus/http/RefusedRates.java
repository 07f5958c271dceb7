package dev.trackbus.http;

/**
 * Rates of events of refused requests, of a process or of one instance, so that a flood of invented ids or wrong
 * checksums does not fill the stream. Each rate is also the largest burst.
 *
 * @param refusedPerSecond for programs that refuse (410, 422), at least 0
 * @param unknownPerSecond for unknown programs (404), at least 0
 */
public record RefusedRates(double refusedPerSecond, double unknownPerSecond) {
    /** Usual rates of a process: 1,000 and 100 a second. */
    public static final RefusedRates USUAL = new RefusedRates(1_000, 100);

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
     * Divides these rates of a process equally among its instances. Instances share no state, so an instance cannot use
     * the share of another one.
     *
     * @param instances how many instances of {@link HttpVerticle} there are, at least 1
     * @return each one's share
     */
    public RefusedRates sharedBy(int instances) {
        return new RefusedRates(refusedPerSecond / instances, unknownPerSecond / instances);
    }
}
