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

/**
 * Factory of connections to Redis. They have timeouts of 2 s, and with TLS they verify the certificate and its host
 * name. Each connection reads the password again, because the secret may have changed.
 */
final class RedisConnectionFactory implements Supplier<Connection> {
    private static final Logger LOG = LoggerFactory.getLogger(RedisConnectionFactory.class);
    private static final int TIMEOUT_MILLIS = (int) Duration.ofSeconds(2).toMillis();

    /** Bytes. Larger than any pipeline; the largest program needs 200 KiB as a hash and as a message. */
    private static final int SEND_BUFFER = 256 * 1_024;

    private final UpdaterConfig config;
    private final Function<String, String> secrets;
    private final SslOptions.Builder tls;

    /**
     * Creates a factory that uses the trust store of the JDK.
     *
     * @param config  settings of Redis
     * @param secrets returns the text of a secret by its name
     */
    RedisConnectionFactory(UpdaterConfig config, Function<String, String> secrets) {
        this(config, secrets, SslOptions.builder());
    }

    RedisConnectionFactory(UpdaterConfig config, Function<String, String> secrets, SslOptions.Builder tls) {
        this.config = config;
        this.secrets = secrets;
        this.tls = tls;
    }

    /**
     * Opens a connection. Blocks for some seconds at most.
     *
     * @return a connection that is logged in; the caller closes it
     * @throws RuntimeException if Redis or the secret of the password is unavailable
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
        return new Connection(new BufferedSocketFactory(address, client.build()), client.build());
    }

    /** Factory of sockets whose send buffer holds a whole pipeline, even if Redis does not read. */
    private static final class BufferedSocketFactory extends DefaultJedisSocketFactory {
        private BufferedSocketFactory(HostAndPort address, JedisClientConfig config) {
            super(address, config);
        }

        @Override
        public Socket createSocket() {
            Socket socket = super.createSocket();
            try {
                socket.setSendBufferSize(SEND_BUFFER);
                return socket;
            } catch (SocketException e) {
                throw new JedisConnectionException("Cannot set the send buffer of the socket", e);
            }
        }
    }

    /** Loads the classes of a connection by a connection attempt to a closed port. */
    static void loadClasses() {
        HostAndPort closedPort = new HostAndPort("127.0.0.1", 1);
        try (Connection unexpected = new Connection(
                closedPort, DefaultJedisClientConfig.builder().resp2().build())) {
            LOG.warn(
                    "A process listens on {}, a port that must be closed; the connection is unused",
                    unexpected.getHostAndPort());
        } catch (JedisException e) {
            LOG.debug("Loaded the connection classes; the connection attempt failed, as expected", e);
        }
    }
}
