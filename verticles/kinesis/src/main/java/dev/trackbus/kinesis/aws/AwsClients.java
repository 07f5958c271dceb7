package dev.trackbus.kinesis.aws;

import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.TrustManager;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * Factory of Kinesis and SQS clients. Turns the SDK's retries off: they would repeat whole calls where single records
 * failed,
 * and their budget is empty when it is needed.
 */
public final class AwsClients {
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);
    private static final Duration MAX_IDLE = Duration.ofSeconds(30);

    private AwsClients() {}

    /**
     * Creates a client of Kinesis. Makes no connection yet.
     *
     * @param aws         region, endpoint and credentials
     * @param callTimeout longest time of one call
     * @param trust       certificates to trust in place of the JVM's, for tests
     * @return a client to be closed by the caller
     */
    public static KinesisClient kinesis(AwsConfig aws, Duration callTimeout, Optional<TrustManager> trust) {
        Apache5HttpClient.Builder http = http(callTimeout);
        trust.ifPresent(manager -> http.tlsTrustManagersProvider(() -> new TrustManager[] {manager}));
        return build(KinesisClient.builder(), aws, http, callTimeout);
    }

    /**
     * Creates a client of SQS. Makes no connection yet.
     *
     * @param aws         region, endpoint and credentials
     * @param callTimeout longest time of one call
     * @return a client to be closed by the caller
     */
    public static SqsClient sqs(AwsConfig aws, Duration callTimeout) {
        Apache5HttpClient.Builder http = http(callTimeout);
        return build(SqsClient.builder(), aws, http, callTimeout);
    }

    private static <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C build(
            B builder, AwsConfig aws, Apache5HttpClient.Builder http, Duration callTimeout) {
        builder.region(Region.of(aws.region()))
                .credentialsProvider(credentials(aws))
                .httpClientBuilder(http)
                .overrideConfiguration(it -> it.retryStrategy(DefaultRetryStrategy.doNotRetry())
                        .apiCallTimeout(callTimeout)
                        .apiCallAttemptTimeout(callTimeout));
        aws.endpoint().ifPresent(builder::endpointOverride);
        return builder.build();
    }

    private static Apache5HttpClient.Builder http(Duration callTimeout) {
        return Apache5HttpClient.builder()
                .connectionTimeout(CONNECT_TIMEOUT)
                .connectionAcquisitionTimeout(CONNECT_TIMEOUT)
                .connectionMaxIdleTime(MAX_IDLE)
                .socketTimeout(callTimeout)
                .tcpKeepAlive(true);
    }

    private static AwsCredentialsProvider credentials(AwsConfig aws) {
        return aws.keys().map(AwsClients::fixed).orElseGet(() -> DefaultCredentialsProvider.builder()
                .build());
    }

    private static AwsCredentialsProvider fixed(AwsConfig.Keys keys) {
        return StaticCredentialsProvider.create(
                keys.sessionToken().isPresent()
                        ? AwsSessionCredentials.create(
                                keys.accessKeyId(),
                                keys.secretAccessKey(),
                                keys.sessionToken().get())
                        : AwsBasicCredentials.create(keys.accessKeyId(), keys.secretAccessKey()));
    }
}
