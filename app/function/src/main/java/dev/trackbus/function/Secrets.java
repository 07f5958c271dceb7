package dev.trackbus.function;

import java.time.Duration;
import java.util.function.Supplier;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * Secrets by their name in Secrets Manager, so that none stands in a function's environment. Nothing is kept: a secret is
 * read when a connection is made, so a rotated one is found, and a snapshot holds none.
 */
public final class Secrets {
    private static final Duration CALL = Duration.ofSeconds(3);

    private final Supplier<SecretsManagerClient> clients;

    /** Secrets of the function's own account and region. */
    public Secrets() {
        this(() -> AwsClients.build(SecretsManagerClient.builder(), CALL));
    }

    Secrets(Supplier<SecretsManagerClient> clients) {
        this.clients = clients;
    }

    /**
     * Reads a secret; blocks, some 3 s at most.
     *
     * @param name its name or ARN
     * @return its text
     * @throws software.amazon.awssdk.core.exception.SdkException if it can't be read
     * @throws IllegalStateException if it holds bytes instead of a text
     */
    public String named(String name) {
        try (SecretsManagerClient client = clients.get()) {
            String text =
                    client.getSecretValue(request -> request.secretId(name)).secretString();
            if (text == null) {
                throw new IllegalStateException("secret " + name + " holds no text");
            }
            return text;
        }
    }
}
