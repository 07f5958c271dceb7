package dev.trackbus.local;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** Starter of the AWS emulators of a local run: LocalStack, or kinesis-mock with DynamoDB Local and an SQS emulator. */
final class AwsEmulatorStarter {
    /** Log file of the Kinesis emulator in the run's folder. */
    static final String KINESIS_LOG = "kinesis.log";

    /** Log file of DynamoDB Local in the run's folder. */
    static final String DYNAMODB_LOG = "dynamodb.log";

    private final LocalConfig config;
    private final KinesisSource source;
    private final Optional<KinesisEndpoint> named;
    private final Consumer<String> progress;

    /**
     * Creates a starter.
     *
     * @param config   ports and folder
     * @param source   kind of Kinesis to use
     * @param named    Kinesis endpoint of the environment, if any
     * @param progress receives a line for each step and for each message to a failure queue
     */
    AwsEmulatorStarter(
            LocalConfig config, KinesisSource source, Optional<KinesisEndpoint> named, Consumer<String> progress) {
        this.config = config;
        this.source = source;
        this.named = named;
        this.progress = progress;
    }

    /** Starts the emulators, which end with this JVM. Blocks until they are ready. */
    LocalAws start() {
        return switch (source) {
            case NAMED -> withDynamoDbLocal(useNamed(named.orElseThrow()));
            case LOCALSTACK_IN_DOCKER -> inDocker();
            case LOCALSTACK_IN_HOST_MODE -> inHostMode();
            case KINESIS_MOCK -> withDynamoDbLocal(startKinesisMock());
        };
    }

    private KinesisEndpoint useNamed(KinesisEndpoint kinesis) {
        progress.accept("Kinesis    uses the endpoint " + kinesis.uri());
        kinesis.createMissingStreams();
        return kinesis;
    }

    /**
     * Starts LocalStack in Docker. Functions run as child processes, because a container cannot reach the local Redis.
     */
    private LocalAws inDocker() {
        reportLocalStack("in Docker");
        AwsEndpoints aws =
                AwsEndpoints.ofOne(LocalStack.inDocker(config.kinesisPort()).kinesis());
        return LocalAws.of(aws, config.dir());
    }

    private LocalAws inHostMode() {
        reportLocalStack("in host mode");
        LocalStack localStack = LocalStack.inHostMode(config.kinesisPort(), file(KINESIS_LOG));
        return LocalAws.of(localStack.kinesis());
    }

    private void reportLocalStack(String where) {
        progress.accept("AWS        LocalStack starts " + where + " on port " + config.kinesisPort()
                + " (the first start downloads 600 MB, which takes minutes; log: " + file(KINESIS_LOG) + ")");
    }

    private KinesisEndpoint startKinesisMock() {
        progress.accept("Kinesis    kinesis-mock starts on port " + config.kinesisPort());
        KinesisMock mock = new KinesisMock(config.kinesisPort(), file(KINESIS_LOG));
        mock.start();
        return mock.endpoint();
    }

    private LocalAws withDynamoDbLocal(KinesisEndpoint kinesis) {
        progress.accept("DynamoDB   DynamoDB Local starts on port " + config.dynamoDbPort()
                + " (the first start downloads 50 MB)");
        DynamoDbLocal dynamo = new DynamoDbLocal(config.dynamoDbPort(), file(DYNAMODB_LOG));
        dynamo.start();
        URI queues = SqsEmulator.start((queue, message) -> progress.accept(queue + " " + message))
                .uri();
        return LocalAws.of(new AwsEndpoints(kinesis, dynamo.uri(), queues), config.dir());
    }

    private Path file(String name) {
        return config.dir().resolve(name);
    }
}
