package dev.trackbus.proto;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.util.JsonFormat;
import dev.trackbus.proto.EventProto.TrackingEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The events of {@code golden/events.json}, which consumers in other languages test against: hex and JSON are the same. */
class GoldenVectorsTest {
    private static final Path EVENTS = Path.of("golden", "events.json");

    static Stream<Arguments> events() throws IOException {
        JsonNode vectors = new ObjectMapper().readTree(EVENTS.toFile());
        return StreamSupport.stream(vectors.spliterator(), false)
                .map(each -> Arguments.of(each.get("name").asText(), each));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("events")
    void theBytesSayWhatTheJsonSays(String name, JsonNode vector) throws IOException {
        assertThat(TrackingEvent.parseFrom(bytes(vector))).isEqualTo(message(vector));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("events")
    void theJsonMakesTheBytes(String name, JsonNode vector) throws IOException {
        TrackingEvent message = message(vector);
        byte[] made = new byte[message.getSerializedSize()];
        CodedOutputStream out = CodedOutputStream.newInstance(made);
        out.useDeterministicSerialization();
        message.writeTo(out);
        assertThat(made).isEqualTo(bytes(vector));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("events")
    void noFieldIsUnknown(String name, JsonNode vector) throws IOException {
        assertThat(TrackingEvent.parseFrom(bytes(vector)).getUnknownFields().asMap())
                .isEmpty();
    }

    private static byte[] bytes(JsonNode vector) {
        return HexFormat.of().parseHex(vector.get("hex").asText());
    }

    private static TrackingEvent message(JsonNode vector) throws IOException {
        TrackingEvent.Builder builder = TrackingEvent.newBuilder();
        JsonFormat.parser().merge(vector.get("json").toString(), builder);
        return builder.build();
    }
}
