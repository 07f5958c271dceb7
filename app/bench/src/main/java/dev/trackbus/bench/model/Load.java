package dev.trackbus.bench.model;

/**
 * What a Region has to carry, and what our own measurements say that a unit of it costs.
 *
 * @param requestsPerSecond  sustained, over the whole month; from 1
 * @param trackerCpuSeconds  CPU-seconds of the tracker per 100,000 requests, as {@code app/bench/compare} prints them
 * @param consumerCpuSeconds CPU-seconds of the event consumer per 100,000 records
 * @param eventBytes         one record on the stream, its key included
 * @param missRate           share of the requests that L1 cannot answer, 0 to 1
 */
record Load(
        double requestsPerSecond,
        double trackerCpuSeconds,
        double consumerCpuSeconds,
        double eventBytes,
        double missRate) {
    Load {
        if (requestsPerSecond < 1 || trackerCpuSeconds <= 0 || consumerCpuSeconds <= 0 || eventBytes < 1) {
            throw new IllegalArgumentException("requests, CPU-seconds and bytes must be positive, were "
                    + requestsPerSecond + ", " + trackerCpuSeconds + ", " + consumerCpuSeconds + ", " + eventBytes);
        }
        if (missRate < 0 || missRate > 1) {
            throw new IllegalArgumentException("the miss rate must be 0 to 1, was " + missRate);
        }
    }

    /** Requests in a month of 730 hours. */
    double requestsAMonth() {
        return requestsPerSecond * Prices.HOURS * 3600;
    }
}
