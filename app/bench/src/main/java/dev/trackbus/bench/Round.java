package dev.trackbus.bench;

/**
 * What one round of load on one server came to.
 *
 * @param wrk        what the load generator saw
 * @param cpuSeconds what the server's process used, what it did right after the round included
 */
record Round(Wrk wrk, double cpuSeconds) {
    double cpuSecondsPer100k() {
        return cpuSeconds / wrk.requests() * 100_000;
    }
}
