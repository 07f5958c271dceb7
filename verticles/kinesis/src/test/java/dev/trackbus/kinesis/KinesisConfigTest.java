package dev.trackbus.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KinesisConfigTest {
    @Test
    void hasDefaultsForAllButTheStream() {
        assertThat(KinesisConfig.of("EventStream"))
                .isEqualTo(new KinesisConfig("EventStream", 67_108_864, 1_000_000, Duration.ofMillis(20)));
    }

    @ParameterizedTest
    @CsvSource({
        "'',2097152,1,0,STREAM_NAME",
        "a b,2097152,1,0,STREAM_NAME",
        "s,2097151,1,0,JOURNAL_MAX_BYTES",
        "s,2097152,0,0,JOURNAL_MAX_RECORDS",
        "s,2097152,1,-1,KINESIS_LINGER",
        "s,2097152,1,10001,KINESIS_LINGER"
    })
    void namesTheSettingThatIsWrong(String stream, long bytes, int records, long linger, String setting) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new KinesisConfig(stream, bytes, records, Duration.ofMillis(linger)))
                .withMessageStartingWith(setting + " must ");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 33})
    void namesTheNumberOfSendersThatIsWrong(int senders) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new KinesisVerticle(
                        KinesisConfig.of("s"), senders, new SimpleMeterRegistry(), InstantSource.system()))
                .withMessage("SENDERS must be 1-32, was " + senders);
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:4568", "ftp://host", "http:///path"})
    void refusesAnEndpointThatIsNoHttpAddress(String endpoint) {
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
