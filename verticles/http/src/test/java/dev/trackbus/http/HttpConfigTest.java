package dev.trackbus.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpConfigTest {
    @Test
    void hasTheDocumentedDefaults() {
        assertThat(HttpConfig.of("0.0.0.0", 8080, false))
                .isEqualTo(new HttpConfig("0.0.0.0", 8080, Duration.ofSeconds(60), 2_000, Duration.ofMillis(1_500)));
        assertThat(HttpConfig.of("0.0.0.0", 8080, true).shutdownGrace()).isEqualTo(Duration.ofMillis(6_500));
        assertThat(RefusedRates.USUAL.sharedBy(1)).isEqualTo(new RefusedRates(1_000, 100));
        assertThat(RefusedRates.USUAL.sharedBy(16)).isEqualTo(new RefusedRates(62.5, 6.25));
    }

    @ParameterizedTest
    @CsvSource({
        "' ', 1, PT1S, 1, PT0S, 'HTTP_HOST must not be empty'",
        "h, -1, PT1S, 1, PT0S, 'HTTP_PORT must be 0-65535, was -1'",
        "h, 65536, PT1S, 1, PT0S, 'HTTP_PORT must be 0-65535, was 65536'",
        "h, 1, PT0S, 1, PT0S, 'HTTP_IDLE_TIMEOUT must be 1ms to 60m, was 0ms'",
        "h, 1, PT1H0.001S, 1, PT0S, 'HTTP_IDLE_TIMEOUT must be 1ms to 60m, was 3600001ms'",
        "h, 1, PT1S, 0, PT0S, 'HTTP_MAX_IN_FLIGHT must be at least 1, was 0'",
        "h, 1, PT1S, 1, PT-1S, 'HTTP_SHUTDOWN_GRACE must be 0s to 7s, was -1000ms'",
        "h, 1, PT1S, 1, PT7.001S, 'HTTP_SHUTDOWN_GRACE must be 0s to 7s, was 7001ms'"
    })
    void namesTheSettingThatIsWrong(
            String host, int port, Duration idle, int maxInFlight, Duration grace, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HttpConfig(host, port, idle, maxInFlight, grace))
                .withMessage(message);
    }

    @ParameterizedTest
    @CsvSource({
        "h, 0, PT0.001S, 1, PT0S",
        "h, 65535, PT1H, 1, PT7S",
    })
    void takesTheBounds(String host, int port, Duration idle, int maxInFlight, Duration grace) {
        assertThat(new HttpConfig(host, port, idle, maxInFlight, grace).port()).isEqualTo(port);
    }

    @Test
    void needsAHost() {
        assertThatNullPointerException()
                .isThrownBy(() -> HttpConfig.of(null, 1, false))
                .withMessage("HTTP_HOST");
    }

    @Test
    void refusesRatesThatAreNone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RefusedRates(-1, 0))
                .withMessage("REFUSED_EVENTS_PER_SECOND must be at least 0, was -1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RefusedRates(0, Double.NaN))
                .withMessage("UNKNOWN_EVENTS_PER_SECOND must be at least 0, was NaN");
    }
}
