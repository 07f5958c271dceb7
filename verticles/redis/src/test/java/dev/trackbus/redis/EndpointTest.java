package dev.trackbus.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.VertxException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How causes are told apart. */
class EndpointTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "NOAUTH Authentication required.",
                "WRONGPASS invalid username-password pair or user is disabled.",
                "ERR invalid password",
                "NOPERM this user has no permissions to run the 'subscribe' command"
            })
    void knowsARejection(String message) {
        assertThat(Endpoint.rejects(VertxException.noStackTrace(message))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Connection refused", "LOADING Redis is loading the dataset in memory", "CONNECTION_CLOSED"})
    void knowsThatRedisIsNotReached(String message) {
        assertThat(Endpoint.rejects(VertxException.noStackTrace(message))).isFalse();
    }

    @Test
    void namesACauseWithoutMessage() {
        assertThat(Endpoint.rejects(new IllegalStateException())).isFalse();
        assertThat(Endpoint.reason(new IllegalStateException())).isEqualTo("IllegalStateException");
    }

    @Test
    void namesTheRootOfACause() {
        Throwable root = new IllegalStateException("not trusted");
        assertThat(Endpoint.reason(new IllegalStateException("no TLS", new IllegalStateException(root))))
                .isEqualTo("no TLS: not trusted");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Connection refused: /127.0.0.1:6379",
                "Connection refused: redis.internal/10.0.0.7:6379",
                "Connection refused: redis.internal/[0:0:0:0:0:0:0:1]:6379"
            })
    void saysNotWhereRedisIs(String message) {
        Throwable refused = new ConnectException(message);
        refused.initCause(new ConnectException("Connection refused"));
        assertThat(Endpoint.reason(refused)).isEqualTo("Connection refused");
    }

    @Test
    void saysNotWhichNameIsUnknown() {
        assertThat(Endpoint.reason(new UnknownHostException("redis.internal: no such host")))
                .isEqualTo("its name cannot be resolved");
    }
}
