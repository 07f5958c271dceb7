package dev.trackbus.http;

import dev.trackbus.bus.Appended;
import dev.trackbus.bus.HttpContract;
import dev.trackbus.bus.KinesisContract;
import dev.trackbus.bus.RequestReply;
import dev.trackbus.bus.TrackingEvent;
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
 * @param shutdownGrace how long a stop waits for the requests in flight, 0 … 7 s
 * @param committed     whether a request is answered only when Kinesis has confirmed its event
 */
public record HttpConfig(
        String host, int port, Duration idleTimeout, int maxInFlight, Duration shutdownGrace, boolean committed) {
    private static final Duration LONGEST_IDLE = Duration.ofHours(1);

    /** A second less than BootstrapVerticle gives the stop of a verticle. */
    private static final Duration LONGEST_GRACE = Duration.ofSeconds(7);

    /** Checks every setting; throws {@link IllegalArgumentException} with its name. */
    public HttpConfig {
        Objects.requireNonNull(host, "HTTP_HOST");
        check(!host.isBlank(), "HTTP_HOST must not be empty");
        check(port >= 0 && port <= 65_535, "HTTP_PORT must be 0-65535, was " + port);
        check(
                idleTimeout.toMillis() >= 1 && idleTimeout.compareTo(LONGEST_IDLE) <= 0,
                "HTTP_IDLE_TIMEOUT must be 1ms to 60m, was " + idleTimeout.toMillis() + "ms");
        check(maxInFlight >= 1, "HTTP_MAX_IN_FLIGHT must be at least 1, was " + maxInFlight);
        check(
                !shutdownGrace.isNegative() && shutdownGrace.compareTo(LONGEST_GRACE) <= 0,
                "HTTP_SHUTDOWN_GRACE must be 0s to 7s, was " + shutdownGrace.toMillis() + "ms");
    }

    HttpConfig(String host, int port, Duration idleTimeout, int maxInFlight, Duration shutdownGrace) {
        this(host, port, idleTimeout, maxInFlight, shutdownGrace, false);
    }

    /**
     * The usual limits: 60 s idle, 2,000 requests in flight for each instance, and a grace of half a second more than
     * a request's deadline: connections on which nobody has asked anything hold a stop up to it.
     *
     * @param host      the address to bind, usually 0.0.0.0
     * @param port      0-65535, usually 8080
     * @param committed whether a request is answered only when Kinesis has confirmed its event
     * @return the configuration; throws {@link IllegalArgumentException} as the constructor does
     */
    public static HttpConfig of(String host, int port, boolean committed) {
        return new HttpConfig(host, port, Duration.ofSeconds(60), 2_000, usualShutdownGrace(committed), committed);
    }

    /**
     * Returns the usual grace: 500 ms more than a request's deadline.
     *
     * @param committed whether a request is answered only when Kinesis has confirmed its event
     * @return 1.5 s, or 6.5 s if committed
     */
    public static Duration usualShutdownGrace(boolean committed) {
        return deadline(committed).plus(Duration.ofMillis(500));
    }

    /** The longest that a tracking request may take. */
    Duration deadline() {
        return deadline(committed);
    }

    private static Duration deadline(boolean committed) {
        return committed ? HttpContract.DEADLINE_COMMITTED : HttpContract.DEADLINE;
    }

    /** How an event is handed over before its request is answered. */
    RequestReply<TrackingEvent, Appended> append() {
        return committed ? KinesisContract.APPEND_COMMITTED : KinesisContract.APPEND;
    }

    private static void check(boolean good, String otherwise) {
        if (!good) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
