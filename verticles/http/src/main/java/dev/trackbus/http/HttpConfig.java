package dev.trackbus.http;

import dev.trackbus.bus.HttpContract;
import java.time.Duration;
import java.util.Objects;

/**
 * Where the server listens and when it gives up on clients.
 *
 * @param host          the address to bind
 * @param port          0-65535; 0 lets the system choose, for tests
 * @param idleTimeout   a connection on which nothing moves is closed after this time, 1 ms … 1 hour
 * @param maxInFlight   tracking requests that one instance works on at the same time, at least 1; what comes beyond is
 *                      answered 503 at once
 * @param shutdownGrace how long a stop waits for the requests in flight, 0 … 1 minute
 */
public record HttpConfig(String host, int port, Duration idleTimeout, int maxInFlight, Duration shutdownGrace) {
    private static final Duration LONGEST_IDLE = Duration.ofHours(1);
    private static final Duration LONGEST_GRACE = Duration.ofMinutes(1);

    /** Checks every setting; throws {@link IllegalArgumentException} with its name. */
    public HttpConfig {
        Objects.requireNonNull(host, "HTTP_HOST");
        check(!host.isBlank(), "HTTP_HOST must not be empty");
        check(port >= 0 && port <= 65_535, "HTTP_PORT must be 0-65535, was " + port);
        check(
                idleTimeout.toMillis() >= 1 && idleTimeout.compareTo(LONGEST_IDLE) <= 0,
                "HTTP_IDLE_TIMEOUT must be PT0.001S-PT1H, was " + idleTimeout);
        check(maxInFlight >= 1, "HTTP_MAX_IN_FLIGHT must be at least 1, was " + maxInFlight);
        check(
                !shutdownGrace.isNegative() && shutdownGrace.compareTo(LONGEST_GRACE) <= 0,
                "HTTP_SHUTDOWN_GRACE must be PT0S-PT1M, was " + shutdownGrace);
    }

    /**
     * The usual limits: 60 s idle, 2,000 requests in flight for each instance, and a grace of half a second more than
     * a request's deadline: connections on which nobody has asked anything hold a stop up to it.
     *
     * @param host the address to bind, usually 0.0.0.0
     * @param port 0-65535, usually 8080
     * @return the configuration; throws {@link IllegalArgumentException} as the constructor does
     */
    public static HttpConfig of(String host, int port) {
        return new HttpConfig(
                host, port, Duration.ofSeconds(60), 2_000, HttpContract.DEADLINE.plus(Duration.ofMillis(500)));
    }

    private static void check(boolean good, String otherwise) {
        if (!good) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
