package dev.trackbus.updater;

import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.DefaultJedisSocketFactory;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.JedisClientConfig;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.SslVerifyMode;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisException;

/** Opens connections to Redis: times bounded, password read anew for each, the certificate's host name checked. */
final class RedisConnections implements Supplier<Connection> {
    private static final Logger LOG = LoggerFactory.getLogger(RedisConnections.class);
    private static final int TIMEOUT_MILLIS = (int) Duration.ofSeconds(2).toMillis();

    /** More than a pipeline, or the largest program: as a hash and as a message it has some 200 KiB at most. */
    private static final int SEND_BUFFER = 256 * 1_024;

    private final UpdaterConfig config;
    private final Function<String, String> secrets;
    private final SslOptions.Builder tls;

    /**
     * Connections by the JDK's trust store.
     *
     * @param config  where Redis is
     * @param secrets the text of a secret by its name
     */
    RedisConnections(UpdaterConfig config, Function<String, String> secrets) {
        this(config, secrets, SslOptions.builder());
    }

    RedisConnections(UpdaterConfig config, Function<String, String> secrets, SslOptions.Builder tls) {
        this.config = config;
        this.secrets = secrets;
        this.tls = tls;
    }

    /**
     * Opens one; blocks, for some seconds at most.
     *
     * @return connected and logged in; the caller closes it
     * @throws RuntimeException if Redis, or the password's secret, can't be had
     */
    @Override
    public Connection get() {
        DefaultJedisClientConfig.Builder client = DefaultJedisClientConfig.builder()
                .resp2()
                .clientSetInfoConfig(ClientSetInfoConfig.DISABLED)
                .connectionTimeoutMillis(TIMEOUT_MILLIS)
                .socketTimeoutMillis(TIMEOUT_MILLIS);
        config.username().ifPresent(client::user);
        config.passwordSecret().map(secrets).ifPresent(client::password);
        if (config.tls()) {
            client.sslOptions(tls.sslVerifyMode(SslVerifyMode.FULL).build());
        }
        HostAndPort address = new HostAndPort(config.host(), config.port());
        return new Connection(new BufferedSockets(address, client.build()), client.build());
    }

    /** Sockets that take a whole pipeline even where Redis reads nothing of it. */
    private static final class BufferedSockets extends DefaultJedisSocketFactory {
        private BufferedSockets(HostAndPort address, JedisClientConfig config) {
            super(address, config);
        }

        @Override
        public Socket createSocket() {
            Socket socket = super.createSocket();
            try {
                socket.setSendBufferSize(SEND_BUFFER);
                return socket;
            } catch (SocketException e) {
                throw new JedisConnectionException("no send buffer", e);
            }
        }
    }

    /** Loads what a connection needs by one that nobody accepts. */
    static void load() {
        HostAndPort nobody = new HostAndPort("127.0.0.1", 1);
        try (Connection unanswered = new Connection(
                nobody, DefaultJedisClientConfig.builder().resp2().build())) {
            LOG.warn("something listens at {}", unanswered.getHostAndPort());
        } catch (JedisException e) {
            LOG.debug("loaded, as expected without a connection", e);
        }
    }
}
