package dev.trackbus.kinesis.aws;

import java.net.URI;
import java.util.Objects;
import java.util.Optional;

/**
 * Region, endpoint and credentials of AWS.
 *
 * @param region   such as eu-central-1
 * @param endpoint absolute http or https address in place of the region's own, for emulators and private endpoints
 * @param keys     fixed keys; empty: the SDK's default chain finds credentials (environment, container role, …)
 */
public record AwsConfig(String region, Optional<URI> endpoint, Optional<Keys> keys) {
    /** Throws {@link IllegalArgumentException} that names the setting. */
    public AwsConfig {
        Objects.requireNonNull(region, "region");
        Objects.requireNonNull(endpoint, "endpoint");
        Objects.requireNonNull(keys, "keys");
        if (region.isBlank()) {
            throw new IllegalArgumentException("AWS_REGION must name a region, was empty");
        }
        endpoint.ifPresent(AwsConfig::check);
    }

    private static void check(URI endpoint) {
        boolean http = "http".equals(endpoint.getScheme()) || "https".equals(endpoint.getScheme());
        if (!http || endpoint.getHost() == null) {
            throw new IllegalArgumentException("AWS_ENDPOINT_URL_KINESIS must be an http(s) address, was " + endpoint);
        }
    }

    /**
     * Fixed credentials. Never printed.
     *
     * @param accessKeyId     access key id
     * @param secretAccessKey secret access key
     * @param sessionToken    session token of temporary keys
     */
    public record Keys(String accessKeyId, String secretAccessKey, Optional<String> sessionToken) {
        /** Throws {@link IllegalArgumentException} that names the setting. */
        public Keys {
            Objects.requireNonNull(sessionToken, "sessionToken");
            if (accessKeyId == null || accessKeyId.isBlank()) {
                throw new IllegalArgumentException("AWS_ACCESS_KEY_ID must not be empty");
            }
            if (secretAccessKey == null || secretAccessKey.isBlank()) {
                throw new IllegalArgumentException("AWS_SECRET_ACCESS_KEY must not be empty");
            }
        }

        @Override
        public String toString() {
            return "[hidden]";
        }
    }
}
