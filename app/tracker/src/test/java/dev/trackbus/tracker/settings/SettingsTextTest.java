package dev.trackbus.tracker.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTextTest {
    @Test
    void printsEverySettingWithItsOrigin() {
        String printed = text(Map.of("HTTP_PORT", "81")).printed();

        assertThat(printed.lines()).hasSize(Settings.ALL.size());
        assertThat(printed)
                .contains("HTTP_PORT=81  # environment")
                .contains("SENDERS=4  # default")
                .contains("AWS_ENDPOINT_URL=  # not set");
    }

    @ParameterizedTest
    @ValueSource(strings = {"REDIS_PASSWORD", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN"})
    void hidesSecrets(String name) {
        assertThat(text(Map.of(name, "hush")).printed())
                .contains(name + "=[hidden]")
                .doesNotContain("hush");
    }

    @ParameterizedTest
    @CsvSource({
        "HTTP_PROT, HTTP_PORT",
        "HTTPPORT, HTTP_PORT",
        "http_port, HTTP_PORT",
        "REDIS_HOSTS, REDIS_HOST",
        "SENDER, SENDERS",
        "REDIS_PASSWD_FILE, ",
        "DRAIN_TIMEOUTT, DRAIN_TIMEOUT",
        "STREAMNAME, STREAM_NAME",
        "STREAM_NANE, STREAM_NAME",
        "HTTP_PROXY, ",
        "PATH, ",
        "HOME, "
    })
    void warnsOfNamesThatAreProbablyMisspelt(String name, String meant) {
        if (meant == null) {
            assertThat(text(Map.of(name, "x")).warnings()).isEmpty();
        } else {
            assertThat(text(Map.of(name, "x")).warnings())
                    .containsExactly(name + " is no setting; is " + meant + " meant?");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "PORT, set HTTP_PORT",
        "REDIS_URL, 'set REDIS_HOST, REDIS_PORT, REDIS_TLS and REDIS_PASSWORD'",
        "KINESIS_STREAM, set STREAM_NAME",
        "AWS_DEFAULT_REGION, set AWS_REGION"
    })
    void namesWhatOtherProgramsReadWithTheRemedy(String name, String remedy) {
        assertThat(text(Map.of(name, "x")).warnings()).containsExactly(name + " is not read; " + remedy);
    }

    @Test
    void saysNothingOfCorrectNames() {
        assertThat(text(Map.of("HTTP_PORT", "1", "SENDERS", "2")).warnings()).isEmpty();
    }

    private static SettingsText text(Map<String, String> environment) {
        return SettingsText.of(environment, Optional.empty());
    }
}
