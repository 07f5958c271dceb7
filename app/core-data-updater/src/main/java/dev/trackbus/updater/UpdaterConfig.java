package dev.trackbus.updater;

import dev.trackbus.function.Environment;
import java.time.Duration;
import java.util.Optional;

/**
 * Where Redis is, and what the core data is called there.
 *
 * @param host           REDIS_HOST: a host name or address
 * @param port           REDIS_PORT: 1-65535
 * @param tls            REDIS_TLS: encrypted, the certificate checked against the JDK's trust store and the host name
 * @param username       REDIS_USERNAME: a user of Redis' access control list; empty for the default user
 * @param passwordSecret REDIS_PASSWORD_SECRET: the name of the secret that holds the password; empty for none
 * @param keyPrefix      REDIS_KEY_PREFIX: stands before the programId in a key, may be empty
 * @param channel        REDIS_CHANNEL: where changes are published
 * @param tombstoneTtl   TOMBSTONE_TTL_DAYS: how long a deletion is remembered, 1-3650 days; more than the stream keeps its
 *                       records, or an older one could bring the program back
 */
public record UpdaterConfig(
        String host,
        int port,
        boolean tls,
        Optional<String> username,
        Optional<String> passwordSecret,
        String keyPrefix,
        String channel,
        Duration tombstoneTtl) {
    /**
     * Checks the settings.
     *
     * @throws IllegalArgumentException naming the setting that is wrong
     */
    public UpdaterConfig {
        require(!host.isEmpty(), "REDIS_HOST must not be empty");
        require(port >= 1 && port <= 65_535, "REDIS_PORT must be 1-65535, was " + port);
        require(
                username.isEmpty() || passwordSecret.isPresent(),
                "REDIS_USERNAME is set without a password; set REDIS_PASSWORD_SECRET too");
        require(!channel.isEmpty(), "REDIS_CHANNEL must not be empty");
        long days = tombstoneTtl.toDays();
        require(days >= 1 && days <= 3_650, "TOMBSTONE_TTL_DAYS must be 1-3650, was " + days);
    }

    /**
     * Reads the settings.
     *
     * @param environment where they are
     * @return the settings: localhost:6379 without TLS, user name and password, {@code program:}, {@code program-updates}, 8 days
     *     where they are not set
     * @throws IllegalArgumentException naming the first that is wrong
     */
    static UpdaterConfig from(Environment environment) {
        return new UpdaterConfig(
                environment.text("REDIS_HOST", "localhost"),
                environment.number("REDIS_PORT", 6_379),
                environment.flag("REDIS_TLS", false),
                environment.find("REDIS_USERNAME"),
                environment.find("REDIS_PASSWORD_SECRET"),
                environment.anyText("REDIS_KEY_PREFIX", "program:"),
                environment.text("REDIS_CHANNEL", "program-updates"),
                Duration.ofDays(environment.number("TOMBSTONE_TTL_DAYS", 8)));
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
