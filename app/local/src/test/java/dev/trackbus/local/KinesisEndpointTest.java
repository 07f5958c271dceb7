package dev.trackbus.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KinesisEndpointTest {
    @Test
    void isAbsentInAnEmptyEnvironment() {
        assertThat(KinesisEndpoint.named(Map.of("AWS_ENDPOINT_URL", ""))).isEmpty();
    }

    @Test
    void theKinesisEndpointOverridesTheGeneralOne() {
        Map<String, String> both =
                Map.of("AWS_ENDPOINT_URL", "http://all:1", "AWS_ENDPOINT_URL_KINESIS", "http://kinesis:2");
        assertThat(KinesisEndpoint.named(both).orElseThrow().uri()).isEqualTo(URI.create("http://kinesis:2"));
    }

    @Test
    void theGeneralEndpointServesKinesis() {
        assertThat(KinesisEndpoint.named(Map.of("AWS_ENDPOINT_URL", "http://all:1")))
                .contains(new KinesisEndpoint(URI.create("http://all:1"), "us-east-1", "local", "local"));
    }

    @Test
    void readsRegionAndCredentialsFromTheEnvironment() {
        Map<String, String> environment = Map.of(
                "AWS_ENDPOINT_URL", "http://all:1",
                "AWS_REGION", "eu-central-1",
                "AWS_ACCESS_KEY_ID", "id",
                "AWS_SECRET_ACCESS_KEY", "secret");
        assertThat(KinesisEndpoint.named(environment))
                .contains(new KinesisEndpoint(URI.create("http://all:1"), "eu-central-1", "id", "secret"));
    }

    @Test
    void rejectsAnInvalidAddress() {
        assertThatThrownBy(() -> KinesisEndpoint.named(Map.of("AWS_ENDPOINT_URL", "localhost:4566")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("must be http://HOST:PORT, was localhost:4566");
    }
}
