package dev.trackbus.tracker.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trackbus.kinesis.JournalSettings;
import dev.trackbus.redis.RedisLogin;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigReaderTest {
    @TempDir
    private Path folder;

    @Test
    void theRegionAloneIsEnough() {
        TrackerConfig config = read(Map.of());

        assertThat(config.http().port()).isEqualTo(8080);
        assertThat(config.http().host()).isEqualTo("0.0.0.0");
        assertThat(config.management()).isEqualTo(new TrackerConfig.Management("127.0.0.1", 9090));
        assertThat(config.redis().host()).isEqualTo("localhost");
        assertThat(config.redis().port()).isEqualTo(6379);
        assertThat(config.redis().tls()).isFalse();
        assertThat(config.redis().login().password()).isEmpty();
        assertThat(config.redis().keyPrefix()).isEqualTo("program:");
        assertThat(config.redis().channel()).isEqualTo("program-updates");
        assertThat(config.kinesis().stream()).isEqualTo("EventStream");
        assertThat(config.kinesis().journal())
                .isEqualTo(new JournalSettings(Path.of("journal"), JournalSettings.Mode.JOURNALED, 4L << 30));
        assertThat(config.http().committed()).isFalse();
        assertThat(config.senders()).isEqualTo(4);
        assertThat(config.stop()).isEqualTo(new TrackerConfig.Stop(Duration.ofSeconds(5), Duration.ofSeconds(25)));
        assertThat(config.aws().region()).isEqualTo("eu-central-1");
        assertThat(config.aws().endpoint()).isEmpty();
        assertThat(config.aws().keys()).isEmpty();
    }

    @Test
    void refusesAUserOfRedisWithoutAPassword() {
        assertThatThrownBy(() -> read(Map.of("REDIS_USERNAME", "tracker")))
                .hasMessage("REDIS_USERNAME is set without a password; set REDIS_PASSWORD or REDIS_PASSWORD_FILE too");
    }

    @Test
    void everySettingReachesItsConfiguration() {
        TrackerConfig config = read(Map.ofEntries(
                Map.entry("HTTP_PORT", "1"),
                Map.entry("HTTP_HOST", "127.0.0.1"),
                Map.entry("MANAGEMENT_PORT", "2"),
                Map.entry("MANAGEMENT_HOST", "0.0.0.0"),
                Map.entry("REDIS_HOST", "redis"),
                Map.entry("REDIS_PORT", "3"),
                Map.entry("REDIS_TLS", "true"),
                Map.entry("REDIS_USERNAME", "tracker"),
                Map.entry("REDIS_PASSWORD", "secret"),
                Map.entry("REDIS_KEY_PREFIX", ""),
                Map.entry("REDIS_CHANNEL", "channel"),
                Map.entry("STREAM_NAME", "stream"),
                Map.entry("SENDERS", "32"),
                Map.entry("JOURNAL_DIR", "there"),
                Map.entry("JOURNAL_MODE", "committed"),
                Map.entry("JOURNAL_MAX_BYTES", "1GiB"),
                Map.entry("STOP_GRACE", "0s"),
                Map.entry("DRAIN_TIMEOUT", "1500ms")));

        assertThat(config.http().port()).isEqualTo(1);
        assertThat(config.http().host()).isEqualTo("127.0.0.1");
        assertThat(config.management()).isEqualTo(new TrackerConfig.Management("0.0.0.0", 2));
        assertThat(config.redis().host()).isEqualTo("redis");
        assertThat(config.redis().port()).isEqualTo(3);
        assertThat(config.redis().tls()).isTrue();
        assertThat(config.redis().login()).isEqualTo(new RedisLogin("tracker", "secret"));
        assertThat(config.redis().keyPrefix()).isEmpty();
        assertThat(config.redis().channel()).isEqualTo("channel");
        assertThat(config.kinesis().stream()).isEqualTo("stream");
        assertThat(config.kinesis().journal())
                .isEqualTo(new JournalSettings(Path.of("there"), JournalSettings.Mode.COMMITTED, 1L << 30));
        assertThat(config.http().committed()).isTrue();
        assertThat(config.senders()).isEqualTo(32);
        assertThat(config.stop()).isEqualTo(new TrackerConfig.Stop(Duration.ZERO, Duration.ofMillis(1500)));
    }

    @Test
    void theEndpointOfKinesisGoesBeforeThatOfAll() {
        URI all = URI.create("http://127.0.0.1:4566");

        assertThat(read(Map.of("AWS_ENDPOINT_URL", all.toString())).aws().endpoint())
                .contains(all);
        assertThat(read(Map.of(
                                "AWS_ENDPOINT_URL",
                                all.toString(),
                                "AWS_ENDPOINT_URL_KINESIS",
                                "https://localhost:4567"))
                        .aws()
                        .endpoint())
                .contains(URI.create("https://localhost:4567"));
    }

    @Test
    void deadLettersGoToTheQueueThatIsNamed() {
        TrackerConfig config = read(Map.of(
                "DEAD_LETTER_QUEUE_URL",
                "https://sqs.eu-central-1.amazonaws.com/123456789012/failures",
                "AWS_ENDPOINT_URL_SQS",
                "http://localhost:1"));

        assertThat(config.kinesis().deadLetterQueue()).hasValueSatisfying(queue -> {
            assertThat(queue.url()).endsWith("/123456789012/failures");
            assertThat(queue.aws().endpoint()).contains(URI.create("http://localhost:1"));
        });
    }

    @Test
    void deadLettersStayOnTheDiskWithoutAQueue() {
        assertThat(read(Map.of()).kinesis().deadLetterQueue()).isEmpty();
    }

    @Test
    void keysAreUsedWhereGiven() {
        TrackerConfig config = read(Map.of("AWS_ACCESS_KEY_ID", "id", "AWS_SECRET_ACCESS_KEY", "hush"));

        assertThat(config.aws().keys().orElseThrow().accessKeyId()).isEqualTo("id");
        assertThat(config.aws().toString()).doesNotContain("hush");
    }

    @Test
    void allErrorsAreReportedTogether() {
        Map<String, String> wrong = Map.of("HTTP_PORT", "http", "SENDERS", "33", "STOP_GRACE", "2m");

        assertThatThrownBy(() -> ConfigReader.read(SettingsText.of(wrong, Optional.empty())))
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessage(String.join(
                        System.lineSeparator(),
                        "HTTP_PORT must be 1-65535, was http",
                        "SENDERS must be 1-32, was 33",
                        "AWS_REGION must be set",
                        "STOP_GRACE and DRAIN_TIMEOUT must be at most 105s together, were 145s"));
    }

    @Test
    void aMissingRegionIsNamed() {
        assertThatThrownBy(() -> ConfigReader.read(SettingsText.of(Map.of(), Optional.empty())))
                .hasMessage("AWS_REGION must be set");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            AWS_ENDPOINT_URL  | localhost:4566 | AWS_ENDPOINT_URL must be http://HOST[:PORT] or https://HOST[:PORT], was localhost:4566
            AWS_ENDPOINT_URL  | http://a:99999 | AWS_ENDPOINT_URL must be http://HOST[:PORT] or https://HOST[:PORT], PORT 1-65535, was http://a:99999
            AWS_ENDPOINT_URL  | http://a:0     | AWS_ENDPOINT_URL must be http://HOST[:PORT] or https://HOST[:PORT], PORT 1-65535, was http://a:0
            AWS_ENDPOINT_URL  | http://1.2.3:1 | AWS_ENDPOINT_URL must be http://HOST[:PORT] or https://HOST[:PORT], HOST must be a host name
            AWS_ENDPOINT_URL  | http://a_b:1   | AWS_ENDPOINT_URL must be http://HOST[:PORT] or https://HOST[:PORT], HOST must be a host name (letters, digits, hyphens and dots), an IPv4 address or an IPv6 address; a host name has no underscore
            REDIS_HOST        | my_redis       | REDIS_HOST must be a host name (letters, digits, hyphens and dots), an IPv4 address or an IPv6 address; a host name has no underscore: use its address, or give the container an alias with a hyphen, was my_redis
            REDIS_HOST        | 256.1.1.1      | REDIS_HOST must be a host name (letters, digits, hyphens and dots), an IPv4 address or an IPv6 address, was 256.1.1.1
            HTTP_HOST         | 127.0.0        | HTTP_HOST must be a host name
            MANAGEMENT_HOST   | [::1]          | MANAGEMENT_HOST must be a host name
            MANAGEMENT_HOST   | 1::2::3        | MANAGEMENT_HOST must be a host name
            DEAD_LETTER_QUEUE_URL | failures    | DEAD_LETTER_QUEUE_URL must be the URL of an SQS queue, like https://sqs.eu-central-1.amazonaws.com/123456789012/event-failures, was failures
            DEAD_LETTER_QUEUE_URL | http://a:1  | DEAD_LETTER_QUEUE_URL must be the URL of an SQS queue
            AWS_REGION        | mars           | AWS_REGION must be a Region like eu-central-1, was mars
            AWS_REGION        | EU-CENTRAL-1   | AWS_REGION must be a Region like eu-central-1, was EU-CENTRAL-1
            AWS_REGION        | eu-central-1a  | AWS_REGION must be a Region like eu-central-1, was eu-central-1a
            REDIS_PORT        | tcp://1.1.1.1:6379 | REDIS_PORT must be 1-65535, was tcp://1.1.1.1:6379 (Kubernetes sets this for a Service of that name
            REDIS_CHANNEL     | ' updates'     | REDIS_CHANNEL must not begin or end with a blank, was ' updates'
            REDIS_KEY_PREFIX  | 'p: '          | REDIS_KEY_PREFIX must not begin or end with a blank, was 'p: '
            MANAGEMENT_PORT   | 8080           | HTTP_PORT and MANAGEMENT_PORT must be different, were both 8080
            STOP_GRACE        | 5              | STOP_GRACE must be a number with ms, s or m, like 500ms or 5s, was 5
            STOP_GRACE        | 2m             | STOP_GRACE and DRAIN_TIMEOUT must be at most 105s together, were 145s
            JOURNAL_MAX_BYTES | much           | JOURNAL_MAX_BYTES must be a number of bytes, bare or with KiB, MiB or GiB, like 64MiB, was much
            JOURNAL_MAX_BYTES | 31MiB          | JOURNAL_MAX_BYTES must be at least 32MiB
            JOURNAL_MODE      | memory         | JOURNAL_MODE must be journaled or fsync or committed, was memory
            STREAM_NAME       | ' '            | STREAM_NAME must not be blank, was ' '
            AWS_ACCESS_KEY_ID | id             | AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY must be set together
            """)
    void aWrongValueIsNamedWithItsRule(String name, String value, String message) {
        assertThatThrownBy(() -> read(Map.of(name, value))).hasMessageStartingWith(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"program-updates\r", "program\tupdates", "program-updates\u200b", "\u001b[2J", "\u009b2J"})
    void whatCanNotBeSeenInAValueIsNamed(String channel) {
        assertThatThrownBy(() -> read(Map.of("REDIS_CHANNEL", channel)))
                .hasMessageStartingWith("REDIS_CHANNEL must not hold control or invisible characters")
                .hasMessageContaining(", was '")
                .hasMessageMatching("\\p{ASCII}+");
    }

    @Test
    void aSecretWithALineEndIsNamedAndNotShown() {
        assertThatThrownBy(() -> read(Map.of("REDIS_PASSWORD", "hush\r")))
                .hasMessageStartingWith("REDIS_PASSWORD must not hold control")
                .hasMessageNotContaining("hush");
    }

    @ParameterizedTest
    @ValueSource(strings = {"::1", "fe80::1", "redis", "redis.example.", "10.0.0.1", "a-b.c1"})
    void takesNamesAndAddressesOfHosts(String host) {
        assertThat(read(Map.of("HTTP_HOST", host)).http().host()).isEqualTo(host);
    }

    @ParameterizedTest
    @ValueSource(strings = {"us-east-1", "us-gov-west-1", "us-isob-east-1", "eusc-de-east-1", "ap-southeast-7"})
    void takesTheRegionsOfAllPartitions(String region) {
        assertThat(read(Map.of("AWS_REGION", region)).aws().region()).isEqualTo(region);
    }

    @Test
    void aWrongSecretIsNotShown() {
        assertThatThrownBy(() -> read(Map.of("REDIS_PASSWORD", " "))).hasMessage("REDIS_PASSWORD must not be blank");
    }

    @Test
    void thePasswordMayStandInAFile() throws IOException {
        Path file = Files.writeString(folder.resolve("password"), "hush\n");

        assertThat(read(Map.of("REDIS_PASSWORD_FILE", file.toString()))
                        .redis()
                        .login()
                        .password())
                .isEqualTo("hush");
        assertThatThrownBy(() -> read(Map.of("REDIS_PASSWORD_FILE", file.toString(), "REDIS_PASSWORD", "x")))
                .hasMessage("REDIS_PASSWORD and REDIS_PASSWORD_FILE are both set; set one");
        assertThatThrownBy(() -> read(
                        Map.of("REDIS_PASSWORD_FILE", folder.resolve("none").toString())))
                .hasMessageStartingWith("REDIS_PASSWORD_FILE can't be read");
    }

    @Test
    void aFileWithoutAPasswordIsAnError() throws IOException {
        Path file = Files.writeString(folder.resolve("password"), "\nhush");

        assertThatThrownBy(() -> read(Map.of("REDIS_PASSWORD_FILE", file.toString())))
                .hasMessage("REDIS_PASSWORD_FILE has no password in its first line");
    }

    @Test
    void anEmptyTextIsNotSet() {
        TrackerConfig config = read(Map.of("REDIS_PASSWORD", "", "AWS_SESSION_TOKEN", "", "HTTP_PORT", ""));

        assertThat(config.redis().login().password()).isEmpty();
        assertThat(config.http().port()).isEqualTo(8080);
    }

    @Test
    void theEnvironmentGoesBeforeTheFile() throws IOException {
        Path file = Files.writeString(folder.resolve("settings"), "HTTP_PORT=1\nMANAGEMENT_PORT=2\n");

        SettingsText text = SettingsText.of(Map.of("AWS_REGION", "eu-central-1", "HTTP_PORT", "3"), Optional.of(file));

        assertThat(ConfigReader.read(text).http().port()).isEqualTo(3);
        assertThat(ConfigReader.read(text).management().port()).isEqualTo(2);
        assertThat(text.origins())
                .containsEntry("HTTP_PORT", "environment")
                .containsEntry("MANAGEMENT_PORT", "file")
                .containsEntry("SENDERS", "default");
    }

    @Test
    void theFileMayHoldNoOtherName() throws IOException {
        Path file = Files.writeString(folder.resolve("settings"), "HTTP_PROT=1\n");

        assertThatThrownBy(() ->
                        ConfigReader.read(SettingsText.of(Map.of("AWS_REGION", "eu-central-1"), Optional.of(file))))
                .hasMessage("settings file " + file + " line 1: there is no setting HTTP_PROT");
    }

    @Test
    void aFileThatIsNotThereIsAnError() {
        Path file = folder.resolve("none");

        assertThatThrownBy(() ->
                        ConfigReader.read(SettingsText.of(Map.of("AWS_REGION", "eu-central-1"), Optional.of(file))))
                .hasMessageStartingWith("settings file " + file + " can't be read");
    }

    private static TrackerConfig read(Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(Map.of("AWS_REGION", "eu-central-1"));
        all.putAll(environment);
        return ConfigReader.read(SettingsText.of(all, Optional.empty()));
    }
}
