package dev.trackbus.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Test of the service with a LocalStack on which its stream does not exist yet. */
@ExtendWith(LocalStackExtension.class)
class MissingStreamIT {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private TestStream stream;
    private RunningService service;
    private StreamReader reader;

    @BeforeEach
    void start(KinesisEndpoint kinesis) {
        stream = TestStream.in(kinesis);
        service = RunningService.start(stream, folder);
    }

    @AfterEach
    void stop() {
        if (reader != null) {
            reader.close();
        }
        service.close();
    }

    private JsonNode health() {
        return service.get("/health/check").body();
    }

    private List<String> acceptedIds(int requests) {
        return IntStream.range(0, requests)
                .mapToObj(i -> service.get("/event/212313?n=" + i))
                .filter(response -> response.status() == 200)
                .map(RunningService.Response::messageId)
                .toList();
    }

    @Test
    void acceptsEventsAndShipsThemOnceTheStreamExists() {
        List<String> accepted = acceptedIds(50);
        assertThat(accepted).hasSize(50);
        await().atMost(LIMIT)
                .untilAsserted(() ->
                        assertThat(health().at("/details/kinesis").asText()).contains("ResourceNotFoundException"));
        assertThat(health().path("status").asText()).isEqualTo("degraded");

        stream.create(2);
        Set<String> arrived = ConcurrentHashMap.newKeySet();
        reader = stream.follow(event -> arrived.add(event.getMessageId()));
        await().atMost(LIMIT).untilAsserted(() -> assertThat(arrived).containsExactlyInAnyOrderElementsOf(accepted));
        await().atMost(LIMIT).until(() -> health().path("status").asText().equals("up"));
    }
}
