package dev.trackbus.tracker.settings;

import dev.trackbus.cache.CacheConfig;
import dev.trackbus.http.ConnectionLimit;
import dev.trackbus.http.HttpConfig;
import dev.trackbus.http.RefusedRates;
import dev.trackbus.kinesis.KinesisConfig;
import dev.trackbus.kinesis.aws.AwsConfig;
import dev.trackbus.redis.RedisConfig;
import java.time.Duration;
import java.util.Optional;

/**
 * All that the service is configured with, checked.
 *
 * @param http       the tracking API
 * @param management where {@code /metrics} is
 * @param limits     limits of clients, for all event loops together
 * @param metricsNamespace namespace of the metrics for CloudWatch, empty for none
 * @param redis      where the programs are
 * @param cache      limits of L1
 * @param kinesis    the stream and the journal in front of it
 * @param aws        how AWS is reached
 * @param senders    PutRecords calls at the same time, 1-32
 * @param stop       how long stopping may take
 */
public record TrackerConfig(
        HttpConfig http,
        Limits limits,
        Management management,
        Optional<String> metricsNamespace,
        RedisConfig redis,
        CacheConfig cache,
        KinesisConfig kinesis,
        AwsConfig aws,
        int senders,
        Stop stop) {
    /** The two servers need a port each: metrics are not for the public. */
    public TrackerConfig {
        if (http.port() == management.port() && http.port() != 0) {
            throw new IllegalArgumentException(
                    "HTTP_PORT and MANAGEMENT_PORT must be different, were both " + http.port());
        }
    }

    /**
     * Limits that hold for all event loops together.
     *
     * @param refusedEvents rates of events of refused requests
     * @param connections   connections of all ports
     */
    public record Limits(RefusedRates refusedEvents, ConnectionLimit connections) {}

    /**
     * Where {@code /metrics} is.
     *
     * @param host address to bind to
     * @param port 0-65535, 0 lets the system choose
     */
    public record Management(String host, int port) {}

    /**
     * How long stopping may take. The container gives 120 s, of which the requests in flight and closing take their part.
     *
     * @param grace how long to serve on after readiness is withdrawn
     * @param drain how long to ship what is buffered
     */
    public record Stop(Duration grace, Duration drain) {
        private static final Duration MOST = Duration.ofSeconds(105);

        /** Together at most 105 s. */
        public Stop {
            if (grace.plus(drain).compareTo(MOST) > 0) {
                throw new IllegalArgumentException("STOP_GRACE and DRAIN_TIMEOUT must be at most 105s together, were "
                        + grace.plus(drain).toSeconds() + "s");
            }
        }
    }
}
