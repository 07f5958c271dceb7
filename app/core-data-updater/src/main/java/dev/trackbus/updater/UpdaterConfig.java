package dev.trackbus.updater;

import dev.trackbus.function.Environment;
import java.time.Duration;
import java.util.Optional;

/**
 * Settings of the core data updater.
 *
 * @param host           REDIS_HOST: host name or address
 * @param port           REDIS_PORT: 1-65535
 * @param tls            REDIS_TLS: use TLS, and verify the certificate against the JDK's trust store and the host name
 * @param username       REDIS_USERNAME: user of the access control list of Redis; empty for the default user
 * @param passwordSecret REDIS_PASSWORD_SECRET: name of the secret that contains the password; empty for none
 * @param keyPrefix      REDIS_KEY_PREFIX: prefix of the programId in a key, may be empty
 * @param channel        REDIS_CHANNEL: channel on which changes are published
 * @param tombstoneTtl   TOMBSTONE_TTL_DAYS: time to live of a tombstone, 1-3650 days; must exceed the retention of the
 *                       stream, because an older record could otherwise restore the program
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
     * @throws IllegalArgumentException if a value is invalid; the message names the setting
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
     * @param environment settings of the function
     * @return the settings; defaults are localhost:6379 without TLS, user and password, {@code program:}, {@code
     *     program-updates} and 8 days
     * @throws IllegalArgumentException if a setting is invalid; the message names the first one
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

    private static void require(boolean valid, String message) {
        if (!valid) {
            throw new IllegalArgumentException(message);
        }
    }
}
