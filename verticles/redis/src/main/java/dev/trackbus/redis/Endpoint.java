package dev.trackbus.redis;

import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.TrustOptions;
import io.vertx.redis.client.RedisOptions;
import java.net.UnknownHostException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * How a connection to Redis is made.
 *
 * @param config  where to, and with which password
 * @param limits  the time-outs
 * @param backoff the pause between two attempts
 * @param trust   whose certificates are trusted, null for those that the JDK trusts
 */
record Endpoint(RedisConfig config, RedisLimits limits, Backoff backoff, TrustOptions trust) {
    private static final Pattern REJECTION =
            Pattern.compile("(ERR )?(NOAUTH|WRONGPASS|NOPERM|invalid password).*", Pattern.DOTALL);

    /** As sockets end their messages: {@code : redis.internal/10.0.0.7:6379}. */
    private static final Pattern ADDRESS = Pattern.compile(":? \\S*/\\S+:\\d+");

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

    /**
     * Whether Redis is there but does not let us in.
     *
     * @param cause of a failed attempt
     * @return true for a wrong or missing password
     */
    static boolean rejects(Throwable cause) {
        return REJECTION.matcher(String.valueOf(cause.getMessage())).matches();
    }

    /**
     * A cause for an operator: how Redis is, not where it is, because health answers show it to anybody.
     *
     * @param cause of a failed attempt
     * @return its message and the one at its root, each or its kind where it has none, without an address
     */
    static String reason(Throwable cause) {
        Throwable root = cause;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        if (root instanceof UnknownHostException) {
            return "its name cannot be resolved";
        }
        String outer = message(cause);
        String inner = message(root);
        return outer.equals(inner) ? outer : outer + ": " + inner;
    }

    private static String message(Throwable cause) {
        String message = cause.getMessage();
        return message == null
                ? cause.getClass().getSimpleName()
                : ADDRESS.matcher(message).replaceAll("");
    }
}
