package dev.trackbus.function;

import java.time.Duration;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/**
 * Factory for the AWS clients of a function. Clients use the JDK's HTTP client, which starts fastest. Clients make one
 * attempt per call, because the caller knows its deadline and the SDK does not. Region, credentials and
 * {@code AWS_ENDPOINT_URL…} come from the environment.
 */
public final class AwsClients {
    /**
     * Connect timeout. Shorter than the handler's reserve for its response, because a call timeout does not interrupt
     * it.
     */
    private static final Duration CONNECT = Duration.ofMillis(500);

    private AwsClients() {}

    /**
     * Builds a client; opens no connection.
     *
     * @param builder  such as {@code SqsClient.builder()}
     * @param callTime timeout of a whole call
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
