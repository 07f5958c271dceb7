package dev.trackbus.redis;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Objects;

/**
 * Connection settings of Redis, and the names of keys and channel.
 *
 * @param host      REDIS_HOST: a host name or address
 * @param port      REDIS_PORT: 1-65535
 * @param tls       REDIS_TLS: encrypted, the certificate checked against the JDK's trust store and the host name
 * @param login     REDIS_USERNAME and REDIS_PASSWORD
 * @param keyPrefix REDIS_KEY_PREFIX: stands before the programId in a key, may be empty
 * @param channel   REDIS_CHANNEL: where changes are published
 */
public record RedisConfig(String host, int port, boolean tls, RedisLogin login, String keyPrefix, String channel) {
    /**
     * Checks the settings.
     *
     * @throws IllegalArgumentException naming the setting that is wrong
     */
    public RedisConfig {
        Objects.requireNonNull(login, "login");
        Objects.requireNonNull(keyPrefix, "REDIS_KEY_PREFIX");
        require(port >= 1 && port <= 65_535, "REDIS_PORT must be 1-65535, was " + port);
        require(channel != null && !channel.isEmpty(), "REDIS_CHANNEL must not be empty");
        require(host != null && !host.isEmpty(), "REDIS_HOST must not be empty");
        require(isHost(host), "REDIS_HOST must be a host name or address, was " + host);
    }

    /**
     * Settings for the default user.
     *
     * @param host      REDIS_HOST
     * @param port      REDIS_PORT
     * @param tls       REDIS_TLS
     * @param password  REDIS_PASSWORD: empty for none
     * @param keyPrefix REDIS_KEY_PREFIX
     * @param channel   REDIS_CHANNEL
     */
    public RedisConfig(String host, int port, boolean tls, String password, String keyPrefix, String channel) {
        this(host, port, tls, new RedisLogin("", password), keyPrefix, channel);
    }

    private static boolean isHost(String host) {
        try {
            String understood = uri("redis", host, 1).getHost();
            return host.equals(understood) || ("[" + host + "]").equals(understood);
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }

    private static URI uri(String scheme, String host, int port) throws URISyntaxException {
        return new URI(scheme, null, host, port, null, null, null);
    }

    /**
     * Host and port for an operator.
     *
     * @return such as {@code redis.example:6379}
     */
    String address() {
        return host + ":" + port;
    }

    /**
     * Host, port and encryption for the client; never the password.
     *
     * @return such as {@code rediss://redis.example:6379}
     */
    String uri() {
        try {
            return uri(tls ? "rediss" : "redis", host, port).toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return "RedisConfig[host=" + host + ", port=" + port + ", tls=" + tls + ", " + login + ", keyPrefix="
                + keyPrefix + ", channel=" + channel + "]";
    }
}
