package dev.trackbus.local.function;

import dev.trackbus.local.MissingServiceException;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.CreateEventSourceMappingRequest;
import software.amazon.awssdk.services.lambda.model.EventSourcePosition;
import software.amazon.awssdk.services.lambda.model.FunctionResponseType;
import software.amazon.awssdk.services.lambda.model.ResourceNotFoundException;
import software.amazon.awssdk.services.lambda.model.Runtime;
import software.amazon.awssdk.services.lambda.waiters.LambdaWaiter;

/** Function host that uses the Lambda API of LocalStack. For one thread. */
public final class LambdaFunctionHost implements FunctionHost {
    private static final String ACCOUNT = "000000000000";
    private static final String ROLE = "arn:aws:iam::" + ACCOUNT + ":role/lambda";
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final LambdaClient client;
    private final String region;

    /**
     * Creates a host.
     *
     * @param client Lambda client; closed with this host
     * @param region region of the streams and queues
     */
    public LambdaFunctionHost(LambdaClient client, String region) {
        this.client = client;
        this.region = region;
    }

    @Override
    public Duration start(FunctionConfig config) {
        long begin = System.nanoTime();
        try (LambdaWaiter waiter = client.waiter()) {
            SdkBytes code = SdkBytes.fromByteArray(Files.readAllBytes(config.jar()));
            client.createFunction(request -> request.functionName(config.name())
                    .runtime(Runtime.JAVA17)
                    .handler(config.handler())
                    .code(it -> it.zipFile(code))
                    .role(ROLE)
                    .memorySize(config.memory())
                    .timeout((int) config.timeout().toSeconds())
                    .environment(it -> it.variables(config.environment())));
            waiter.waitUntilFunctionActiveV2(request -> request.functionName(config.name()));
            return Duration.ofNanos(System.nanoTime() - begin);
        } catch (IOException e) {
            throw new MissingServiceException("Cannot read " + config.jar() + ": " + e.getMessage(), e);
        } catch (SdkException e) {
            throw new MissingServiceException(
                    "Lambda does not accept function " + config.name() + ": " + e.getMessage(), e);
        }
    }

    @Override
    public Mapping mapEventSource(String function, EventSourceConfig config, String queueUrl) {
        String queue = queueUrl.substring(queueUrl.lastIndexOf('/') + 1);
        String queueArn = "arn:aws:sqs:" + region + ":" + ACCOUNT + ":" + queue;
        CreateEventSourceMappingRequest request = CreateEventSourceMappingRequest.builder()
                .functionName(function)
                .eventSourceArn(config.arn(region))
                .startingPosition(EventSourcePosition.TRIM_HORIZON)
                .batchSize(config.batchSize())
                .maximumBatchingWindowInSeconds((int) config.window().toSeconds())
                .maximumRetryAttempts(config.retries())
                .functionResponseTypes(FunctionResponseType.REPORT_BATCH_ITEM_FAILURES)
                .destinationConfig(it -> it.onFailure(failure -> failure.destination(queueArn)))
                .build();
        String id = client.createEventSourceMapping(request).uuid();
        return () -> delete(id);
    }

    /** Deletes a mapping. Blocks until it is gone, 60 s at most, because Lambda deletes it asynchronously. */
    private void delete(String mapping) {
        client.deleteEventSourceMapping(request -> request.uuid(mapping));
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (exists(mapping) && System.nanoTime() - deadline < 0) {
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    private boolean exists(String mapping) {
        try {
            client.getEventSourceMapping(request -> request.uuid(mapping));
            return true;
        } catch (ResourceNotFoundException e) {
            return false;
        }
    }

    /** Closes the client. The functions end with LocalStack. */
    @Override
    public void close() {
        client.close();
    }
}
