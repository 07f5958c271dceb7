package dev.trackbus.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KinesisEventParserTest {
    private static List<ReceivedRecord> read(String json) throws IOException {
        return KinesisEventParser.read(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void readsEveryRecordInOrder() throws IOException {
        List<ReceivedRecord> batch = read(Events.event(List.of("first", "", "dritter ü")));

        assertThat(batch).map(each -> Events.text(each.record())).containsExactly("first", "", "dritter ü");
        assertThat(batch).map(each -> each.record().sequenceNumber()).containsExactly("0", "1", "2");
    }

    @Test
    void readsOriginAndArrivalTimeOfARecord() throws IOException {
        ReceivedRecord received = read(Events.event(List.of("x"))).get(0);

        assertThat(received.streamArn()).isEqualTo(Events.ARN);
        assertThat(received.shardId()).isEqualTo("shardId-000000000006");
        assertThat(received.record().partitionKey()).isEqualTo("key");
        assertThat(received.record().arrivedAt()).isEqualTo(Instant.ofEpochMilli(1_763_733_600_123L));
    }

    @Test
    void readsWholeAndScientificTimestamps() throws IOException {
        String event = Events.event(List.of("x"));

        assertThat(read(event.replace("1763733600.123", "1763733600"))
                        .get(0)
                        .record()
                        .arrivedAt())
                .isEqualTo(Instant.ofEpochSecond(1_763_733_600L));
        assertThat(read(event.replace("1763733600.123", "1.763733600123E9"))
                        .get(0)
                        .record()
                        .arrivedAt())
                .isEqualTo(Instant.ofEpochMilli(1_763_733_600_123L));
    }

    @Test
    void acceptsAnEmptyEventAndSkipsUnknownFields() throws IOException {
        assertThat(read("{\"window\":{\"start\":[1]},\"Records\":[]}")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{",
                "{\"Records\":{}}",
                "{\"Records\":[1]}",
                "{\"Records\":[{}]}",
                "{\"Records\":[{\"kinesis\":{\"sequenceNumber\":\"1\"}}]}",
                "{\"Records\":[{\"kinesis\":{\"data\":\"\"}}]}",
                "{\"Records\":[{\"kinesis\":{\"sequenceNumber\":\"1\",\"data\":\"%\"}}]}"
            })
    void rejectsAnythingButAKinesisEvent(String json) {
        assertThatThrownBy(() -> read(json)).isInstanceOf(IOException.class);
    }
}
