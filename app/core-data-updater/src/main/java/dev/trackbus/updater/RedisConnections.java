package dev.trackbus.updater;

import java.time.Duration;
import java.util.function.Function;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.Connection;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.SslOptions;
import redis.clients.jedis.SslVerifyMode;
import redis.clients.jedis.exceptions.JedisException;

/** Opens connections to Redis: times bounded, password read anew for each, the certificate's host name checked. */
final class RedisConnections implements Supplier<Connection> {
    private static final Logger LOG = LoggerFactory.getLogger(RedisConnections.class);
    private static final int TIMEOUT_MILLIS = (int) Duration.ofSeconds(2).toMillis();

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
        config.passwordSecret().map(secrets).ifPresent(client::password);
        if (config.tls()) {
            client.sslOptions(tls.sslVerifyMode(SslVerifyMode.FULL).build());
        }
        return new Connection(new HostAndPort(config.host(), config.port()), client.build());
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
