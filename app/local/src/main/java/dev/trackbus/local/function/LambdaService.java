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

/** Functions and event source mappings of a real Lambda API, which LocalStack has. To be used by one thread. */
public final class LambdaService implements FunctionHost {
    private static final String ACCOUNT = "000000000000";
    private static final String ROLE = "arn:aws:iam::" + ACCOUNT + ":role/lambda";
    private static final Duration POLL = Duration.ofMillis(100);
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final LambdaClient client;
    private final String region;

    /**
     * Takes a client over.
     *
     * @param client closed with this
     * @param region of the streams and queues
     */
    public LambdaService(LambdaClient client, String region) {
        this.client = client;
        this.region = region;
    }

    @Override
    public Duration start(FunctionPlan plan) {
        long begin = System.nanoTime();
        try (LambdaWaiter waiter = client.waiter()) {
            SdkBytes code = SdkBytes.fromByteArray(Files.readAllBytes(plan.jar()));
            client.createFunction(request -> request.functionName(plan.name())
                    .runtime(Runtime.JAVA17)
                    .handler(plan.handler())
                    .code(it -> it.zipFile(code))
                    .role(ROLE)
                    .memorySize(plan.memory())
                    .timeout((int) plan.timeout().toSeconds())
                    .environment(it -> it.variables(plan.environment())));
            waiter.waitUntilFunctionActiveV2(request -> request.functionName(plan.name()));
            return Duration.ofNanos(System.nanoTime() - begin);
        } catch (IOException e) {
            throw new MissingServiceException(plan.jar() + " cannot be read: " + e.getMessage(), e);
        } catch (SdkException e) {
            throw new MissingServiceException(plan.name() + " is not taken by Lambda: " + e.getMessage(), e);
        }
    }

    @Override
    public Source drive(String function, EventSourcePlan source, String queueUrl) {
        String queue = queueUrl.substring(queueUrl.lastIndexOf('/') + 1);
        String queueArn = "arn:aws:sqs:" + region + ":" + ACCOUNT + ":" + queue;
        CreateEventSourceMappingRequest request = CreateEventSourceMappingRequest.builder()
                .functionName(function)
                .eventSourceArn(source.arn(region))
                .startingPosition(EventSourcePosition.TRIM_HORIZON)
                .batchSize(source.batchSize())
                .maximumBatchingWindowInSeconds((int) source.window().toSeconds())
                .maximumRetryAttempts(source.retries())
                .functionResponseTypes(FunctionResponseType.REPORT_BATCH_ITEM_FAILURES)
                .destinationConfig(it -> it.onFailure(failure -> failure.destination(queueArn)))
                .build();
        String id = client.createEventSourceMapping(request).uuid();
        return () -> delete(id);
    }

    /** Lambda takes its time to let go of the stream. */
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

    /** Leaves the functions to the end of their LocalStack. */
    @Override
    public void close() {
        client.close();
    }
}
