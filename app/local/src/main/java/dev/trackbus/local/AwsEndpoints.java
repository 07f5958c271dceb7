package dev.trackbus.local;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * What stands for AWS on this machine: one LocalStack, or an emulator for each service.
 *
 * @param kinesis  where the streams are; its region and keys count for all services
 * @param dynamoDb where the table is
 * @param sqs      where the failure queues are
 */
public record AwsEndpoints(KinesisEndpoint kinesis, URI dynamoDb, URI sqs) {
    /**
     * All services at one address.
     *
     * @param all that of a LocalStack
     * @return the endpoints
     */
    public static AwsEndpoints ofOne(KinesisEndpoint all) {
        return new AwsEndpoints(all, all.uri(), all.uri());
    }

    /**
     * What AWS' SDKs and command line read from the environment to find the services.
     *
     * @return settings by their names
     */
    public Map<String, String> environment() {
        return Map.of(
                "AWS_REGION", kinesis.region(),
                "AWS_ACCESS_KEY_ID", kinesis.accessKeyId(),
                "AWS_SECRET_ACCESS_KEY", kinesis.secretAccessKey(),
                "AWS_ENDPOINT_URL_KINESIS", kinesis.uri().toString(),
                "AWS_ENDPOINT_URL_DYNAMODB", dynamoDb.toString(),
                "AWS_ENDPOINT_URL_SQS", sqs.toString());
    }

    /**
     * A client of DynamoDB.
     *
     * @return for any thread; to be closed by the caller
     */
    public DynamoDbClient dynamoDbClient() {
        return client(DynamoDbClient.builder(), dynamoDb);
    }

    /**
     * A client of SQS.
     *
     * @return for any thread; to be closed by the caller
     */
    public SqsClient sqsClient() {
        return client(SqsClient.builder(), sqs);
    }

    /** Only LocalStack has a Lambda, at the address of its Kinesis. */
    LambdaClient lambdaClient() {
        return client(LambdaClient.builder(), kinesis.uri());
    }

    private <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C client(B builder, URI endpoint) {
        return builder.endpointOverride(endpoint)
                .region(Region.of(kinesis.region()))
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(kinesis.accessKeyId(), kinesis.secretAccessKey())))
                .httpClientBuilder(Apache5HttpClient.builder()
                        .connectionTimeout(Duration.ofSeconds(2))
                        .socketTimeout(Duration.ofSeconds(60)))
                .build();
    }
}
