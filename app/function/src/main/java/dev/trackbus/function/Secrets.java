package dev.trackbus.function;

import java.time.Duration;
import java.util.function.Supplier;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * Reader of secrets in AWS Secrets Manager. It keeps no secret: a function reads it for each new connection. So a
 * rotated secret takes effect, and neither the environment nor a snapshot contains one.
 */
public final class Secrets {
    private static final Duration CALL = Duration.ofSeconds(3);

    private final Supplier<SecretsManagerClient> clients;

    /** Creates a reader for the function's own account and region. */
    public Secrets() {
        this(() -> AwsClients.build(SecretsManagerClient.builder(), CALL));
    }

    Secrets(Supplier<SecretsManagerClient> clients) {
        this.clients = clients;
    }

    /**
     * Reads a secret. Blocks for about 3 s at most.
     *
     * @param name its name or ARN
     * @return its text
     * @throws software.amazon.awssdk.core.exception.SdkException if reading fails
     * @throws IllegalStateException if it contains bytes instead of text
     */
    public String named(String name) {
        try (SecretsManagerClient client = clients.get()) {
            String text =
                    client.getSecretValue(request -> request.secretId(name)).secretString();
            if (text == null) {
                throw new IllegalStateException(
                        "Secret " + name + " contains no text: store it as SecretString instead of SecretBinary");
            }
            return text;
        }
    }
}
