package dev.trackbus.redis;

import java.util.Objects;

/**
 * Credentials for Redis.
 *
 * @param username REDIS_USERNAME: a user of Redis' access control list; empty for the default user
 * @param password REDIS_PASSWORD: empty for none
 */
public record RedisLogin(String username, String password) {
    /**
     * Checks the settings.
     *
     * @throws IllegalArgumentException if there is a user name without a password
     */
    public RedisLogin {
        Objects.requireNonNull(username, "REDIS_USERNAME");
        Objects.requireNonNull(password, "REDIS_PASSWORD");
        if (!username.isEmpty() && password.isEmpty()) {
            throw new IllegalArgumentException(
                    "REDIS_USERNAME is set without a password; set REDIS_PASSWORD or REDIS_PASSWORD_FILE too");
        }
    }

    @Override
    public String toString() {
        return "RedisLogin[username=" + username + ", password=" + (password.isEmpty() ? "" : "[hidden]") + "]";
    }
}
