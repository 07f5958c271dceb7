package dev.trackbus.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.Record;

/** Test that Python programs can write core data with the information in README only. */
@ExtendWith(LocalStackExtension.class)
class OtherLanguageWritersIT {
    private static final String PROGRAM =
            """
            {"programId": "212313", "programName": "Läufer, 春", "checksum": "7d30", "customerId": 9124, \
            "customerName": "Northway Sports", "active": true, "requires": ["placement", "page"], \
            "version": 1725148800001}""";

    private final TestStream stream;

    @TempDir
    private Path folder;

    OtherLanguageWritersIT(KinesisEndpoint kinesis) {
        this.stream = TestStream.in(kinesis);
    }

    private Path program() throws IOException {
        return Files.writeString(folder.resolve("program.json"), PROGRAM);
    }

    @Test
    void aProgramOnTheStreamIsReadUnchanged() throws IOException {
        stream.create(1);
        new OtherLanguageProgram("python", "put_program.py").output(stream.kinesis(), stream.name(), program());
        assertThat(records()).extracting(SdkBytes::asUtf8String).containsExactly(PROGRAM);
    }

    private List<SdkBytes> records() {
        try (KinesisClient client = stream.kinesis().client()) {
            String shard = client.listShards(request -> request.streamName(stream.name()))
                    .shards()
                    .get(0)
                    .shardId();
            String first = client.getShardIterator(request ->
                            request.streamName(stream.name()).shardId(shard).shardIteratorType("TRIM_HORIZON"))
                    .shardIterator();
            return client.getRecords(request -> request.shardIterator(first)).records().stream()
                    .map(Record::data)
                    .toList();
        }
    }

    @Test
    void aPublishedProgramChangesTheNextResponse() throws IOException {
        try (RunningService service = RunningService.start(stream.create(1), folder)) {
            assertThat(service.get("/event/212313").status()).isEqualTo(200);
            new OtherLanguageProgram("python", "publish_program.py")
                    .output(stream.kinesis(), service.redisPort(), program());
            await().atMost(Duration.ofSeconds(5))
                    .until(() -> service.get("/event/212313").status() == 422);
            assertThat(service.get("/event/212313?placement=top&page=2")
                            .body()
                            .path("programName")
                            .asText())
                    .isEqualTo("Läufer, 春");
        }
    }
}
