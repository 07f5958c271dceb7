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
import java.util.function.Supplier;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/** One run of everything: checks first what can be missing, then starts the parts in the order of their need. */
final class LocalRun {
    private static final Duration START_LIMIT = Duration.ofSeconds(60);

    private static final String REDIS_LOG = "redis.log";
    private static final String KINESIS_LOG = "kinesis.log";
    private static final String TRACKBUS_LOG = "trackbus.log";

    private final LocalConfig config;
    private final Checkout checkout;
    private final Optional<KinesisEndpoint> named;
    private final KinesisSource source;
    private final Consumer<String> progress;

    /**
     * A run that has not begun.
     *
     * @param environment may name a Kinesis endpoint
     * @param localStack  whether LocalStack is wanted where none is named
     * @param progress    takes a line for each step
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
     * Starts everything; it ends with this JVM. Blocks.
     *
     * @param events takes each event that arrives in the stream from now on, on a thread of its own
     * @return the service, ready
     * @throws MissingServiceException if something is missing; what was started by then ends with this JVM
     */
    TrackbusProcess start(Consumer<EventProto.TrackingEvent> events) {
        requireAll();
        Path jar = prepareFolder();
        startRedis();
        KinesisEndpoint kinesis = startKinesis();
        StreamReader.follow(kinesis, "EventStream", ShardIteratorType.LATEST, events);
        progress.accept("Trackbus   starts on port " + config.httpPort() + ", metrics on " + config.managementPort());
        ServiceSettings settings = new ServiceSettings(
                config.httpPort(), config.managementPort(), config.redisPort(), kinesis, file("journal"));
        return TrackbusProcess.start(jar, settings.environment(), file(TRACKBUS_LOG))
                .awaitReady(START_LIMIT);
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
        checkout.trackbusJar();
    }

    /** The jar is copied: a build would otherwise pull it away under the service that runs. */
    private Path prepareFolder() {
        try {
            Files.createDirectories(config.dir());
            for (String log : List.of(REDIS_LOG, KINESIS_LOG, TRACKBUS_LOG)) {
                Files.deleteIfExists(file(log));
            }
            return Files.copy(checkout.trackbusJar(), file("trackbus.jar"), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new MissingServiceException(
                    config.dir() + " cannot be written to (" + e + "): choose another folder with --dir", e);
        }
    }

    private void startRedis() {
        progress.accept(
                "Redis      starts on port " + config.redisPort() + " with the programs 212312, 212313, 212314");
        new LocalRedis(config.redisPort(), file(REDIS_LOG)).start();
        SamplePrograms.load(config.redisPort());
    }

    private KinesisEndpoint startKinesis() {
        return switch (source) {
            case NAMED -> useNamed(named.orElseThrow());
            case LOCALSTACK_IN_DOCKER -> startLocalStack("in Docker", () -> LocalStack.inDocker(config.kinesisPort()));
            case LOCALSTACK_IN_HOST_MODE ->
                startLocalStack("in host mode", () -> LocalStack.inHostMode(config.kinesisPort(), file(KINESIS_LOG)));
            case KINESIS_MOCK -> startKinesisMock();
        };
    }

    private KinesisEndpoint startLocalStack(String where, Supplier<LocalStack> start) {
        progress.accept("Kinesis    LocalStack starts " + where + " on port " + config.kinesisPort()
                + " (the first time it is fetched, for minutes; see " + file(KINESIS_LOG) + ")");
        try {
            KinesisEndpoint kinesis = start.get().kinesis();
            kinesis.createMissingStreams();
            return kinesis;
        } catch (MissingServiceException e) {
            progress.accept("           which does not run here: " + e.getMessage());
            return startKinesisMock();
        }
    }

    private KinesisEndpoint useNamed(KinesisEndpoint kinesis) {
        progress.accept("Kinesis    is the one at " + kinesis.uri());
        kinesis.createMissingStreams();
        return kinesis;
    }

    private KinesisEndpoint startKinesisMock() {
        progress.accept("Kinesis    kinesis-mock starts on port " + config.kinesisPort());
        KinesisMock mock = new KinesisMock(config.kinesisPort(), file(KINESIS_LOG));
        mock.start();
        return mock.endpoint();
    }

    private Path file(String name) {
        return config.dir().resolve(name);
    }
}
