package dev.trackbus.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.kinesis.KinesisClient;

class KinesisMockIT {
    private KinesisMock kinesis;

    @BeforeEach
    void start() {
        kinesis = KinesisMock.started();
    }

    @AfterEach
    void stop() {
        kinesis.close();
    }

    @Test
    void hasTheStreamsWithTheirShards() {
        try (KinesisClient client = kinesis.client()) {
            assertThat(List.of(shards(client, "EventStream"), shards(client, "CoreDataStream")))
                    .containsExactly(2, 1);
        }
    }

    private static int shards(KinesisClient client, String stream) {
        return client.listShards(request -> request.streamName(stream)).shards().size();
    }

    @Test
    void createsMissingStreamsAtANamedEndpoint() {
        try (KinesisClient client = kinesis.client()) {
            client.deleteStream(request -> request.streamName("CoreDataStream"));
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> !client.listStreams().streamNames().contains("CoreDataStream"));
        }
        kinesis.endpoint().createMissingStreams();
        assertThat(kinesis.endpoint().streamsAreActive()).isTrue();
    }

    @Test
    void reportsAnEndpointThatDoesNotAnswer() {
        kinesis.stop();
        assertThatThrownBy(kinesis.endpoint()::createMissingStreams)
                .isInstanceOf(MissingServiceException.class)
                .hasMessageStartingWith(
                        "No Kinesis answers at " + kinesis.endpoint().uri());
    }

    @Test
    void closeEndsTheProcess() {
        ProcessHandle process = ProcessHandle.of(kinesis.pid()).orElseThrow();
        kinesis.close();
        assertThat(process.isAlive()).isFalse();
    }

    @Test
    void hasItsStreamsAgainAfterAKill() {
        kinesis.kill();
        kinesis.start();
        assertThat(kinesis.endpoint().streamsAreActive()).isTrue();
    }

    @Test
    void rejectsAPortInUse(@TempDir Path folder) {
        int port = kinesis.endpoint().uri().getPort();
        try (KinesisMock second = new KinesisMock(port, folder.resolve("kinesis.log"))) {
            assertThatThrownBy(second::start)
                    .isInstanceOf(MissingServiceException.class)
                    .hasMessageContaining("--kinesis-port");
        }
    }
}
