package dev.trackbus.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkException;

class SecretsTest {
    private static String read(int status, String json) {
        try (AwsStub stub = new AwsStub(request -> {
            assertThat(request.path("SecretId").asText()).isEqualTo("trackbus/redis");
            return new AwsStub.Answer(status, json);
        })) {
            return new Secrets(stub::secretsManager).named("trackbus/redis");
        }
    }

    @Test
    void readsASecretByItsName() {
        assertThat(read(200, "{\"SecretString\":\"p:a@s/s\"}")).isEqualTo("p:a@s/s");
    }

    @Test
    void rejectsABinarySecret() {
        assertThatThrownBy(() -> read(200, "{\"SecretBinary\":\"AAAA\"}"))
                .hasMessage("Secret trackbus/redis contains no text: store it as SecretString instead of SecretBinary");
    }

    @Test
    void failsWhenTheSecretDoesNotExist() {
        assertThatThrownBy(() -> read(400, "{\"__type\":\"ResourceNotFoundException\"}"))
                .isInstanceOf(SdkException.class);
    }
}
