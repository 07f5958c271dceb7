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
 * Endpoints of the emulated AWS services: one LocalStack, or one emulator per service.
 *
 * @param kinesis  endpoint of the streams; its region and credentials apply to all services
 * @param dynamoDb endpoint of the table
 * @param sqs      endpoint of the failure queues
 */
public record AwsEndpoints(KinesisEndpoint kinesis, URI dynamoDb, URI sqs) {
    /**
     * Returns endpoints with one address for all services.
     *
     * @param all endpoint of LocalStack
     * @return the endpoints
     */
    public static AwsEndpoints ofOne(KinesisEndpoint all) {
        return new AwsEndpoints(all, all.uri(), all.uri());
    }

    /**
     * Returns the environment variables with which AWS SDKs and the AWS CLI find the services.
     *
     * @return values by name
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
     * Creates a DynamoDB client.
     *
     * @return thread-safe client; the caller closes it
     */
    public DynamoDbClient dynamoDbClient() {
        return client(DynamoDbClient.builder(), dynamoDb);
    }

    /**
     * Creates an SQS client.
     *
     * @return thread-safe client; the caller closes it
     */
    public SqsClient sqsClient() {
        return client(SqsClient.builder(), sqs);
    }

    /** Creates a Lambda client. Only LocalStack has a Lambda API, at the address of its Kinesis. */
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
