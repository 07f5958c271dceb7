package dev.trackbus.redis;

import io.vertx.core.Future;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.TrustOptions;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import java.util.concurrent.TimeUnit;
import java.util.function.IntToLongFunction;

/**
 * Factory of connection options, and login of new connections.
 *
 * @param config  where to, and as which user
 * @param limits  the time-outs
 * @param backoff milliseconds to wait after so many failed attempts in a row, at least 1
 * @param trust   whose certificates are trusted, null for those that the JDK trusts
 */
record Endpoint(RedisConfig config, RedisLimits limits, IntToLongFunction backoff, TrustOptions trust) {
    /** More than the connection in use: an attempt that hangs keeps its place until its socket has been silent. */
    private static final int PLACES = 64;

    String address() {
        return config.address();
    }

    /**
     * RESP2 without HELLO, which every Redis speaks. The client logs in by AUTH only when its PING is refused; see
     * {@link #login} for a user name.
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
        RedisLogin login = config.login();
        if (!login.password().isEmpty()) {
            options.setPassword(login.password());
        }
        return login.username().isEmpty() ? options : options.setUser(login.username());
    }

    /**
     * Logs in the user by name. The client does not where the default user needs no password, and its commands would run
     * as that user.
     *
     * @param connection greeted
     * @return completed when the user is logged in, at once without a user name
     */
    Future<?> login(RedisConnection connection) {
        RedisLogin login = config.login();
        return login.username().isEmpty()
                ? Future.succeededFuture()
                : connection.send(Request.cmd(Command.AUTH, login.username(), login.password()));
    }
}
