package dev.trackbus.local;

import cloud.localstack.Localstack;
import cloud.localstack.docker.annotation.LocalstackDockerConfiguration;
import cloud.localstack.docker.exception.LocalstackDockerException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/**
 * LocalStack, an emulator of AWS, empty at first: nearer to the real Kinesis than kinesis-mock, and slower to start. It
 * is ready when Kinesis in it answers, and lives no longer than this JVM.
 */
public final class LocalStack implements AutoCloseable {
    /** The last version that starts without a token. */
    private static final String VERSION = "4.14.0";

    private static final String IN_DOCKER = "LocalStack in Docker";

    /** The first time it is set up. */
    private static final Duration SETUP_LIMIT = Duration.ofMinutes(15);

    /** The script ends all processes of its group, if need be after ten seconds by force. */
    private static final Duration GRACE = Duration.ofSeconds(25);

    private final String name;
    private final KinesisEndpoint kinesis;
    private final Runnable end;

    private LocalStack(String name, KinesisEndpoint kinesis, Runnable end) {
        this.name = name;
        this.kinesis = kinesis;
        this.end = end;
    }

    /**
     * Starts one by infra/local/localstack; where that has never run, it sets itself up, which takes minutes. Blocks.
     *
     * @param port free, on 127.0.0.1
     * @param log  file that takes its output
     * @return ready
     * @throws MissingServiceException if it does not run here
     */
    static LocalStack inHostMode(int port, Path log) {
        Path script = Checkout.find().root().resolve("infra/local/localstack");
        List<String> words = List.of(script.toString(), "start", "--port", Integer.toString(port), "--stop-with-stdin");
        ChildProcess process = ChildProcess.start(
                new ChildProcess.Command("LocalStack", words, script.getParent(), System.getenv()), log, GRACE);
        KinesisEndpoint kinesis = KinesisEndpoint.local(port);
        process.awaitReady(
                SETUP_LIMIT, () -> HttpProbe.isOk(kinesis.uri().resolve("/_localstack/health")) && answers(kinesis));
        return new LocalStack("LocalStack in host mode", kinesis, process::end);
    }

    /**
     * Starts one in a container, by localstack-utils, which can run one at a time. Blocks; fetches the image if need be.
     *
     * @param port free, on this machine
     * @return ready
     * @throws MissingServiceException if Docker does not run it
     */
    static LocalStack inDocker(int port) {
        LocalstackDockerConfiguration container = LocalstackDockerConfiguration.builder()
                .imageTag(VERSION)
                .portEdge(Integer.toString(port))
                .portElasticSearch(Integer.toString(Port.free()))
                .build();
        Thread hook = new Thread(Localstack.INSTANCE::stop, "end-localstack");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            Localstack.INSTANCE.startup(container);
        } catch (LocalstackDockerException e) {
            throw new MissingServiceException("Docker does not run LocalStack " + VERSION + ": " + e.getCause(), e);
        }
        return new LocalStack(IN_DOCKER, KinesisEndpoint.local(port), Localstack.INSTANCE::stop);
    }

    /** The first call makes LocalStack start its Kinesis, for some seconds. */
    private static boolean answers(KinesisEndpoint kinesis) {
        try (KinesisClient client = kinesis.client()) {
            return client.listStreams() != null;
        } catch (SdkException e) {
            return false;
        }
    }

    /** Whether it runs in a container; else it is a process of this machine. */
    boolean isInDocker() {
        return name.equals(IN_DOCKER);
    }

    /**
     * Its Kinesis.
     *
     * @return on 127.0.0.1
     */
    public KinesisEndpoint kinesis() {
        return kinesis;
    }

    /** Ends it with all that it started; returns when that is done. */
    @Override
    public void close() {
        end.run();
    }

    /** Which way it runs, and where. */
    @Override
    public String toString() {
        return name + " at " + kinesis.uri();
    }
}
