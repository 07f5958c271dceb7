package dev.trackbus.local;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** Starts the AWS emulators of a local run: LocalStack, or kinesis-mock with DynamoDB Local and an SQS stub. */
final class CloudStart {
    /** What the parts say goes to these files of the run's folder. */
    static final String KINESIS_LOG = "kinesis.log";

    static final String DYNAMODB_LOG = "dynamodb.log";

    private final LocalConfig config;
    private final KinesisSource source;
    private final Optional<KinesisEndpoint> named;
    private final Consumer<String> progress;

    /**
     * @param source   where Kinesis comes from
     * @param named    the Kinesis that the environment names
     * @param progress takes a line for each step, and each message to a failure queue
     */
    CloudStart(LocalConfig config, KinesisSource source, Optional<KinesisEndpoint> named, Consumer<String> progress) {
        this.config = config;
        this.source = source;
        this.named = named;
        this.progress = progress;
    }

    /** Blocks; what was started ends with this JVM. */
    LocalCloud start() {
        return switch (source) {
            case NAMED -> beside(useNamed(named.orElseThrow()));
            case LOCALSTACK_IN_DOCKER -> inDocker();
            case LOCALSTACK_IN_HOST_MODE -> inHostMode();
            case KINESIS_MOCK -> beside(startKinesisMock());
        };
    }

    private KinesisEndpoint useNamed(KinesisEndpoint kinesis) {
        progress.accept("Kinesis    is the one at " + kinesis.uri());
        kinesis.createMissingStreams();
        return kinesis;
    }

    /** Functions stay processes of this machine: a function in a container could not reach the local Redis. */
    private LocalCloud inDocker() {
        sayLocalStack("in Docker");
        AwsEndpoints aws =
                AwsEndpoints.ofOne(LocalStack.inDocker(config.kinesisPort()).kinesis());
        return LocalCloud.of(aws, config.dir());
    }

    private LocalCloud inHostMode() {
        sayLocalStack("in host mode");
        LocalStack localStack = LocalStack.inHostMode(config.kinesisPort(), file(KINESIS_LOG));
        return LocalCloud.of(localStack.kinesis());
    }

    private void sayLocalStack(String where) {
        progress.accept("AWS        LocalStack starts " + where + " on port " + config.kinesisPort()
                + " (the first time it is fetched, for minutes; see " + file(KINESIS_LOG) + ")");
    }

    private KinesisEndpoint startKinesisMock() {
        progress.accept("Kinesis    kinesis-mock starts on port " + config.kinesisPort());
        KinesisMock mock = new KinesisMock(config.kinesisPort(), file(KINESIS_LOG));
        mock.start();
        return mock.endpoint();
    }

    private LocalCloud beside(KinesisEndpoint kinesis) {
        progress.accept("DynamoDB   DynamoDB Local starts on port " + config.dynamoDbPort()
                + " (the first time it is fetched, 50 MB)");
        DynamoDbLocal dynamo = new DynamoDbLocal(config.dynamoDbPort(), file(DYNAMODB_LOG));
        dynamo.start();
        URI queues = LocalQueues.start((queue, message) -> progress.accept(queue + " " + message))
                .uri();
        return LocalCloud.of(new AwsEndpoints(kinesis, dynamo.uri(), queues), config.dir());
    }

    private Path file(String name) {
        return config.dir().resolve(name);
    }
}
