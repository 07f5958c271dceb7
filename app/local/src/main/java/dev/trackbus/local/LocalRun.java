package dev.trackbus.local;

import dev.trackbus.proto.EventProto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/**
 * Run of the whole product on this machine. It checks all prerequisites first, then starts the parts in dependency
 * order.
 */
final class LocalRun {
    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private static final String REDIS_LOG = "redis.log";
    private static final String TRACKBUS_LOG = "trackbus.log";
    private static final String SETTINGS = "trackbus.properties";
    private static final List<String> LOGS = List.of(
            REDIS_LOG,
            AwsEmulatorStarter.KINESIS_LOG,
            AwsEmulatorStarter.DYNAMODB_LOG,
            TRACKBUS_LOG,
            Deployment.CONSUMER + ".log",
            Deployment.UPDATER + ".log");

    private final LocalConfig config;
    private final Checkout checkout;
    private final Optional<KinesisEndpoint> named;
    private final KinesisSource source;
    private final Consumer<String> progress;

    /**
     * Creates a run without starting it.
     *
     * @param environment environment variables, which may name a Kinesis endpoint
     * @param localStack  use LocalStack instead of the lightweight emulators; ignored if an endpoint is named
     * @param progress    receives a line for each step
     */
    LocalRun(
            LocalConfig config,
            Checkout checkout,
            Map<String, String> environment,
            boolean localStack,
            Consumer<String> progress) {
        this.config = config;
        this.checkout = checkout;
        this.named = KinesisEndpoint.named(environment);
        this.source = KinesisSource.choose(named.isPresent(), localStack, DockerEngine.find()::answers);
        this.progress = progress;
    }

    /**
     * Starts all parts. They end with this JVM. Blocks until the service is ready.
     *
     * @param events receives each event that arrives in the stream from now on, on its own thread
     * @param items  receives the stored item of each event as JSON, on its own thread
     * @return the service, ready
     * @throws MissingServiceException if a required part is missing; parts that were started end with this JVM
     */
    TrackbusProcess start(Consumer<EventProto.TrackingEvent> events, Consumer<String> items) {
        requireAll();
        Path jar = prepareFolder();
        startRedis();
        LocalAws localAws = new AwsEmulatorStarter(config, source, named, progress).start();
        Deployment deployment = new Deployment(localAws.aws(), localAws.functions());
        deployment.createResources();
        ItemReader stored = new ItemReader(localAws.aws().dynamoDbClient(), Deployment.TABLE, items);
        StreamReader.follow(localAws.aws().kinesis(), "EventStream", ShardIteratorType.LATEST, event -> {
            events.accept(event);
            stored.await(event.getMessageId());
        });
        startFunctions(deployment);
        progress.accept(
                "Trackbus   starts on port " + config.httpPort() + ", management on port " + config.managementPort());
        ServiceSettings settings = new ServiceSettings(
                config.httpPort(),
                config.managementPort(),
                config.redisPort(),
                localAws.aws().kinesis(),
                file("journal"));
        settings.write(file(SETTINGS));
        return TrackbusProcess.start(jar, settings.environment(), file(TRACKBUS_LOG))
                .awaitReady(START_LIMIT);
    }

    private void startFunctions(Deployment deployment) {
        if (LocalAws.canRunFunctions()) {
            progress.accept("Functions  event-consumer and core-data-updater start");
            deployment
                    .startFunctions(checkout, config.redisPort())
                    .forEach((function, duration) ->
                            progress.accept("           " + function + " started in " + duration.toMillis() + " ms"));
        } else {
            progress.accept("Functions  do not start: the AWS Lambda runtime client for Java runs on Linux only");
        }
    }

    private void requireAll() {
        Port.requireFree(config.httpPort(), "--http-port");
        Port.requireFree(config.managementPort(), "--management-port");
        Port.requireFree(config.redisPort(), "--redis-port");
        if (source != KinesisSource.NAMED) {
            Port.requireFree(config.kinesisPort(), "--kinesis-port");
            SearchPath.of(System.getenv()).node();
            checkout.kinesisMock();
        }
        if (source == KinesisSource.NAMED || source == KinesisSource.KINESIS_MOCK) {
            Port.requireFree(config.dynamoDbPort(), "--dynamodb-port");
        }
        checkout.trackbusJar();
        checkout.functionJar(Deployment.CONSUMER);
        checkout.functionJar(Deployment.UPDATER);
    }

    /**
     * Prepares the run's folder. It copies the jar, because a build would otherwise replace the jar of a running
     * service.
     */
    private Path prepareFolder() {
        try {
            Files.createDirectories(config.dir());
            for (String log : LOGS) {
                Files.deleteIfExists(file(log));
            }
            return Files.copy(checkout.trackbusJar(), file("trackbus.jar"), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new MissingServiceException(
                    "Cannot write to " + config.dir() + " (" + e + "): choose another folder with --dir", e);
        }
    }

    private void startRedis() {
        progress.accept(
                "Redis      starts on port " + config.redisPort() + " with the programs 212312, 212313, 212314");
        new LocalRedis(config.redisPort(), file(REDIS_LOG)).start();
        SamplePrograms.load(config.redisPort());
    }

    private Path file(String name) {
        return config.dir().resolve(name);
    }
}
