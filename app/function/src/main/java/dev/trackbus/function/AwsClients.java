package dev.trackbus.function;

import java.time.Duration;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/**
 * How a function builds its AWS clients: the JDK's own HTTP client (the fastest to start), one attempt a call (the caller
 * knows its deadline, the SDK does not). Region, credentials and {@code AWS_ENDPOINT_URL…} come from the environment.
 */
public final class AwsClients {
    /** Less than a shell keeps for its answer: the end of a call's time does not interrupt the making of a connection. */
    private static final Duration CONNECT = Duration.ofMillis(500);

    private AwsClients() {}

    /**
     * Builds a client; opens no connection.
     *
     * @param builder  such as {@code SqsClient.builder()}
     * @param callTime how long a call may take altogether
     * @param <B>      the builder's type
     * @param <C>      the client's type
     * @return the client; the caller closes it
     */
    public static <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C build(
            B builder, Duration callTime) {
        return builder.httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECT)
                        .socketTimeout(callTime))
                .overrideConfiguration(each ->
                        each.retryStrategy(AwsRetryStrategy.doNotRetry()).apiCallTimeout(callTime))
                .build();
    }
}
