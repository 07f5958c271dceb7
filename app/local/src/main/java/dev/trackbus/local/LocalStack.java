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
 * LocalStack, an emulator of AWS, without any resource at first. It is closer to the real Kinesis than kinesis-mock,
 * but starts slower. It is ready when its Kinesis answers, and ends with this JVM.
 */
public final class LocalStack implements AutoCloseable {
    /** Last version that starts without an authentication token. */
    private static final String VERSION = "4.14.0";

    private static final String IN_DOCKER = "LocalStack in Docker";

    /** Long, because the first start downloads LocalStack. */
    private static final Duration SETUP_LIMIT = Duration.ofMinutes(15);

    /** Longer than the script takes to stop its process group. */
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
     * Starts LocalStack with infra/local/localstack. Blocks until it is ready. The first start downloads it, which
     * takes minutes.
     *
     * @param port free port on 127.0.0.1
     * @param log  file for its output
     * @return LocalStack, ready
     * @throws MissingServiceException if it does not start
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
     * Starts LocalStack in a container with localstack-utils, which supports one container at a time. Blocks until it
     * is ready. The first start downloads the image.
     *
     * @param port free port of this machine
     * @return LocalStack, ready
     * @throws MissingServiceException if Docker does not run it
     */
    static LocalStack inDocker(int port) {
        LocalstackDockerConfiguration container = LocalstackDockerConfiguration.builder()
                .imageTag(VERSION)
                .portEdge(Integer.toString(port))
                .portElasticSearch(Integer.toString(Port.free()))
                .build();
        Thread hook = new Thread(Localstack.INSTANCE::stop, "stop-localstack");
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            Localstack.INSTANCE.startup(container);
        } catch (LocalstackDockerException e) {
            throw new MissingServiceException("Docker cannot run LocalStack " + VERSION + ": " + e.getCause(), e);
        }
        return new LocalStack(IN_DOCKER, KinesisEndpoint.local(port), Localstack.INSTANCE::stop);
    }

    /** Returns whether Kinesis answers. The first call makes LocalStack start Kinesis, which takes some seconds. */
    private static boolean answers(KinesisEndpoint kinesis) {
        try (KinesisClient client = kinesis.client()) {
            return client.listStreams() != null;
        } catch (SdkException e) {
            return false;
        }
    }

    /** Returns whether it runs in a container, and not as a process of this machine. */
    boolean isInDocker() {
        return name.equals(IN_DOCKER);
    }

    /**
     * Returns the endpoint of its Kinesis, which also serves all other services.
     *
     * @return endpoint on 127.0.0.1
     */
    public KinesisEndpoint kinesis() {
        return kinesis;
    }

    /** Stops LocalStack and all its processes. Blocks until they have exited. */
    @Override
    public void close() {
        end.run();
    }

    /** Returns how and where it runs. */
    @Override
    public String toString() {
        return name + " at " + kinesis.uri();
    }
}
