package dev.trackbus.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServiceSettingsTest {
    private final Map<String, String> environment =
            new ServiceSettings(1, 2, 3, KinesisEndpoint.local(4), Path.of("journal")).environment();

    @Test
    void listensOn127001Only() {
        assertThat(environment).containsEntry("HTTP_HOST", "127.0.0.1").containsEntry("MANAGEMENT_HOST", "127.0.0.1");
    }

    @Test
    void setsEachPort() {
        assertThat(environment)
                .containsEntry("HTTP_PORT", "1")
                .containsEntry("MANAGEMENT_PORT", "2")
                .containsEntry("REDIS_PORT", "3")
                .containsEntry("AWS_ENDPOINT_URL_KINESIS", "http://127.0.0.1:4");
    }

    @Test
    void returnsAModifiableMap() {
        environment.put("SENDERS", "1");
        assertThat(environment).containsEntry("SENDERS", "1");
    }
}
