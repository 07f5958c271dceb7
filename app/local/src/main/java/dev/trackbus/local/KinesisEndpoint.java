package dev.trackbus.local;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;
import software.amazon.awssdk.services.kinesis.waiters.KinesisWaiter;

/**
 * Endpoint of a Kinesis emulator, with region and credentials.
 *
 * @param uri             http://HOST:PORT
 * @param region          region of the streams
 * @param accessKeyId     any text, because emulators do not check it
 * @param secretAccessKey any text
 */
public record KinesisEndpoint(URI uri, String region, String accessKeyId, String secretAccessKey) {
    /** Streams of the product with their number of shards, which suffices for one machine. */
    static final Map<String, Integer> STREAMS = Map.of("EventStream", 2, "CoreDataStream", 1);

    private static final Duration ACTIVE_LIMIT = Duration.ofSeconds(60);
    private static final String REGION = "us-east-1";
    private static final String KEY = "local";

    /**
     * Checks the address.
     *
     * @throws IllegalArgumentException if it is not an http or https address
     */
    public KinesisEndpoint {
        boolean holds = uri.getHost() != null && Set.of("http", "https").contains(uri.getScheme());
        if (!holds) {
            throw new IllegalArgumentException(
                    "AWS_ENDPOINT_URL_KINESIS (or AWS_ENDPOINT_URL) must be http://HOST:PORT, was " + uri);
        }
    }

    /**
     * Returns an endpoint on this machine with dummy credentials.
     *
     * @param port its port on 127.0.0.1
     * @return the endpoint, in region us-east-1
     */
    public static KinesisEndpoint local(int port) {
        return new KinesisEndpoint(URI.create("http://127.0.0.1:" + port), REGION, KEY, KEY);
    }

    /**
     * Returns the endpoint that the AWS environment variables name.
     *
     * @param environment environment variables, such as {@link System#getenv()}
     * @return the endpoint; empty if neither AWS_ENDPOINT_URL_KINESIS nor AWS_ENDPOINT_URL is set
     * @throws IllegalArgumentException if the value is not an http or https address
     */
    static Optional<KinesisEndpoint> named(Map<String, String> environment) {
        return Stream.of("AWS_ENDPOINT_URL_KINESIS", "AWS_ENDPOINT_URL")
                .map(environment::get)
                .filter(url -> url != null && !url.isBlank())
                .findFirst()
                .map(url -> new KinesisEndpoint(
                        URI.create(url),
                        environment.getOrDefault("AWS_REGION", REGION),
                        environment.getOrDefault("AWS_ACCESS_KEY_ID", KEY),
                        environment.getOrDefault("AWS_SECRET_ACCESS_KEY", KEY)));
    }

    /**
     * Creates a Kinesis client.
     *
     * @return thread-safe client; the caller closes it
     */
    public KinesisClient client() {
        return KinesisClient.builder()
                .endpointOverride(uri)
                .region(Region.of(region))
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKeyId, secretAccessKey)))
                .httpClientBuilder(Apache5HttpClient.builder()
                        .connectionTimeout(Duration.ofSeconds(2))
                        .socketTimeout(Duration.ofSeconds(5)))
                .build();
    }

    /**
     * Creates the streams that do not exist and waits until all are active. Blocks; fails after some seconds if nothing
     * answers.
     *
     * @throws MissingServiceException if no Kinesis answers at this address
     */
    void createMissingStreams() {
        try (KinesisClient client = client();
                KinesisWaiter waiter = waiter(client)) {
            STREAMS.forEach((name, shards) -> {
                if (status(client, name).isEmpty()) {
                    client.createStream(request -> request.streamName(name).shardCount(shards));
                }
                waiter.waitUntilStreamExists(request -> request.streamName(name));
            });
        } catch (SdkException e) {
            throw new MissingServiceException(
                    "No Kinesis answers at " + uri + " (" + e.getMessage()
                            + "): start it, or unset AWS_ENDPOINT_URL_KINESIS and AWS_ENDPOINT_URL to use kinesis-mock",
                    e);
        }
    }

    private static KinesisWaiter waiter(KinesisClient client) {
        return KinesisWaiter.builder()
                .client(client)
                .overrideConfiguration(configuration -> configuration
                        .waitTimeout(ACTIVE_LIMIT)
                        .maxAttempts(1_000)
                        .backoffStrategyV2(BackoffStrategy.fixedDelayWithoutJitter(Duration.ofMillis(250))))
                .build();
    }

    /**
     * Returns whether all streams are active. Blocks for the calls.
     *
     * @return false if a stream is missing or being created, or nothing answers
     */
    boolean streamsAreActive() {
        try (KinesisClient client = client()) {
            return STREAMS.keySet().stream().allMatch(name -> status(client, name)
                    .filter(StreamStatus.ACTIVE::equals)
                    .isPresent());
        } catch (SdkException e) {
            return false;
        }
    }

    private static Optional<StreamStatus> status(KinesisClient client, String name) {
        try {
            return Optional.of(client.describeStreamSummary(request -> request.streamName(name))
                    .streamDescriptionSummary()
                    .streamStatus());
        } catch (ResourceNotFoundException e) {
            return Optional.empty();
        }
    }
}
