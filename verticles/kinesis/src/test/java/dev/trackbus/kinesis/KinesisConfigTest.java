package dev.trackbus.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.trackbus.kinesis.aws.AwsConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KinesisConfigTest {
    private static final JournalSettings JOURNAL =
            new JournalSettings(Path.of("journal"), JournalSettings.Mode.JOURNALED, 32 << 20);

    @Test
    void hasDefaultsForAllButTheStreamAndTheJournal() {
        assertThat(KinesisConfig.of("EventStream", JOURNAL))
                .isEqualTo(new KinesisConfig("EventStream", Duration.ofMillis(20), JOURNAL, Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({"'',0,STREAM_NAME", "a b,0,STREAM_NAME", "s,-1,KINESIS_LINGER", "s,10001,KINESIS_LINGER"})
    void namesTheSettingThatIsWrong(String stream, long linger, String setting) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new KinesisConfig(stream, Duration.ofMillis(linger), JOURNAL, Optional.empty()))
                .withMessageStartingWith(setting + " must ");
    }

    @ParameterizedTest
    @CsvSource({"'',33554432,JOURNAL_DIR", "journal,33554431,JOURNAL_MAX_BYTES"})
    void namesTheSettingOfTheJournalThatIsWrong(String directory, long bytes, String setting) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new JournalSettings(Path.of(directory), JournalSettings.Mode.FSYNC, bytes))
                .withMessageStartingWith(setting + " must ");
    }

    @Test
    void onlyFsyncForces() {
        assertThat(JOURNAL.config().forced()).isFalse();
        assertThat(new JournalSettings(Path.of("j"), JournalSettings.Mode.COMMITTED, 32 << 20)
                        .config()
                        .forced())
                .isFalse();
        assertThat(new JournalSettings(Path.of("j"), JournalSettings.Mode.FSYNC, 32 << 20)
                        .config()
                        .forced())
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 33})
    void namesTheNumberOfSendersThatIsWrong(int senders) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new KinesisVerticle(
                        KinesisConfig.of("s", JOURNAL), senders, new SimpleMeterRegistry(), InstantSource.system()))
                .withMessage("SENDERS must be 1-32, was " + senders);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:4568", "ftp://host", "http:///path"})
    void refusesAnEndpointWithoutHttp(String endpoint) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AwsConfig("eu-central-1", Optional.of(URI.create(endpoint)), Optional.empty()))
                .withMessageStartingWith("AWS_ENDPOINT_URL_KINESIS must ");
    }

    @Test
    void refusesAnEmptyRegion() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AwsConfig(" ", Optional.empty(), Optional.empty()))
                .withMessageStartingWith("AWS_REGION must ");
    }

    @Test
    void neverPrintsKeys() {
        AwsConfig.Keys keys = new AwsConfig.Keys("AKIDEXAMPLE", "wJalr", Optional.of("token"));
        assertThat(new AwsConfig("eu-central-1", Optional.empty(), Optional.of(keys)).toString())
                .contains("[hidden]")
                .doesNotContain("AKIDEXAMPLE", "wJalr", "token");
    }

    @Test
    void refusesHalfAPairOfKeys() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AwsConfig.Keys("id", "", Optional.empty()))
                .withMessageStartingWith("AWS_SECRET_ACCESS_KEY must ");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AwsConfig.Keys("", "secret", Optional.empty()))
                .withMessageStartingWith("AWS_ACCESS_KEY_ID must ");
    }
}
