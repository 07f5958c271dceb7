package dev.trackbus.redis;

import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.TrustOptions;
import io.vertx.redis.client.RedisOptions;
import java.util.concurrent.TimeUnit;

/**
 * How a connection to Redis is made.
 *
 * @param config  where to, and with which password
 * @param limits  the time-outs
 * @param backoff the pause between two attempts
 * @param trust   whose certificates are trusted, null for those that the JDK trusts
 */
record Endpoint(RedisConfig config, RedisLimits limits, Backoff backoff, TrustOptions trust) {
    /** More than the connection in use: an attempt that hangs keeps its place until its socket has been silent. */
    private static final int PLACES = 64;

    String address() {
        return config.address();
    }

    /**
     * RESP2 without HELLO, which every Redis speaks; the client logs in by AUTH when its PING is refused.
     *
     * @return for a client of which each connection is closed when it has been silent
     */
    RedisOptions options() {
        NetClientOptions net = new NetClientOptions()
                .setTcpKeepAlive(true)
                .setTcpNoDelay(true)
                .setConnectTimeout((int) limits.connectTimeout().toMillis())
                .setReadIdleTimeout((int) limits.silence().toMillis())
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS);
        if (config.tls()) {
            net.setSsl(true)
                    .setHostnameVerificationAlgorithm("HTTPS")
                    .setSslHandshakeTimeout(limits.connectTimeout().toMillis())
                    .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                    .setTrustOptions(trust);
        }
        RedisOptions options = new RedisOptions()
                .setConnectionString(config.uri())
                .setProtocolNegotiation(false)
                .setNetClientOptions(net)
                .setMaxPoolSize(PLACES)
                .setPoolCleanerInterval(-1)
                .setPoolRecycleTimeout(-1);
        return config.password().isEmpty() ? options : options.setPassword(config.password());
    }
}
