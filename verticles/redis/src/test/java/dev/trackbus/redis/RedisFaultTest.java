package dev.trackbus.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.VertxException;
import io.vertx.redis.client.impl.types.ErrorType;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** How failures are classified, and what of them is public. */
class RedisFaultTest {
    private static Throwable tls(Throwable cause) {
        SSLHandshakeException handshake = new SSLHandshakeException("No name matching redis.internal found");
        handshake.initCause(cause);
        return new VertxException("Failed to create SSL connection", handshake);
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(
                        "connection refused", new ConnectException("Connection refused: redis.internal/10.0.0.7:6379")),
                Arguments.of("connection reset", new SocketException("Connection reset by redis.internal")),
                Arguments.of("connection closed", ErrorType.create("CONNECTION_CLOSED")),
                Arguments.of("timeout", new TimeoutException("redis.internal")),
                Arguments.of("timeout", new ConnectException("connection timed out: redis.internal/10.0.0.7:6379")),
                Arguments.of("host name not resolved", new UnknownHostException("redis.internal: no such host")),
                Arguments.of(
                        "certificate not valid for the host",
                        tls(new CertificateException("No name matching redis.internal found"))),
                Arguments.of(
                        "certificate not trusted",
                        tls(new CertPathBuilderException("unable to find a path for redis.internal"))),
                Arguments.of("certificate expired", tls(new CertificateExpiredException("redis.internal"))),
                Arguments.of("TLS handshake failed", tls(null)),
                Arguments.of("IllegalStateException", new IllegalStateException("redis.internal")));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void showsACauseWithoutAnyHost(String cause, Throwable failure) {
        RedisFault fault = RedisFault.of(failure);
        assertThat(fault.cause()).isEqualTo(cause);
        assertThat(fault.refusal()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "NOAUTH,NOAUTH Authentication required.",
        "WRONGPASS,WRONGPASS invalid username-password pair or user is disabled.",
        "NOAUTH,ERR NOAUTH of a server that prefixes its codes",
        "ERR,ERR invalid password",
        "ERR,no upstream host",
        "ERR,Proxy error",
        "MOVED,MOVED 3999 10.0.0.7:6381",
        "LOADING,LOADING Redis is loading the dataset in memory",
        "NOPERM,NOPERM this user has no permissions to run the 'subscribe' command"
    })
    void showsTheCodeOfARefusal(String code, String message) {
        RedisFault fault = RedisFault.of(ErrorType.create(message));
        assertThat(fault).isEqualTo(new RedisFault(code, message, true));
    }

    @Test
    void keepsTheHostForTheLog() {
        assertThat(RedisFault.of(tls(new CertificateException("No name matching redis.internal found")))
                        .text())
                .isEqualTo("Failed to create SSL connection: No name matching redis.internal found");
    }

    @Test
    void namesAFailureWithoutMessage() {
        assertThat(RedisFault.of(new IllegalStateException()).text()).isEqualTo("IllegalStateException");
    }

    @Test
    void tellsAKeyOfAnotherTypeFromARefusal() {
        assertThat(RedisFault.of(ErrorType.create("WRONGTYPE Operation against a key"))
                        .isWrongType())
                .isTrue();
        assertThat(RedisFault.of(ErrorType.create("NOPERM")).isWrongType()).isFalse();
    }
}
