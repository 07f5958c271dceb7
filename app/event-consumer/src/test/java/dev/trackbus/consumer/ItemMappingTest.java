package dev.trackbus.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trackbus.proto.EventProto.Refusal;
import dev.trackbus.proto.EventProto.TrackingEvent;
import dev.trackbus.proto.EventProto.TrafficFlag;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class ItemMappingTest {
    private static final Path EVENTS = Path.of("..", "..", "proto", "golden", "events.json");
    private static final Path ITEMS = Path.of("src", "test", "resources", "golden-items.json");
    private static final ItemMapping MAPPING = new ItemMapping(90, 8);

    static Stream<Arguments> golden() throws IOException {
        ObjectMapper json = new ObjectMapper();
        JsonNode items = json.readTree(ITEMS.toFile());
        return StreamSupport.stream(json.readTree(EVENTS.toFile()).spliterator(), false)
                .map(each -> Arguments.of(
                        each.get("name").asText(),
                        each.get("hex").asText(),
                        items.path(each.get("name").asText())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("golden")
    void mapsEachGoldenEventToItsGoldenItem(String name, String hex, JsonNode item) throws Exception {
        ByteBuffer bytes = ByteBuffer.wrap(HexFormat.of().parseHex(hex));

        assertThat(plain(MAPPING.item(EventDecoder.decode(bytes, Events.ARRIVED))))
                .isEqualTo(plain(item));
    }

    private static Map<String, String> plain(Item item) {
        Map<String, String> plain = new TreeMap<>();
        item.attributes().forEach((name, value) -> {
            if (value.hasM()) {
                value.m().forEach((key, text) -> plain.put(name + "." + key, text.s()));
            } else {
                plain.put(name, text(value));
            }
        });
        return plain;
    }

    private static String text(AttributeValue value) {
        return switch (value.type()) {
            case S -> "S " + value.s();
            case N -> "N " + value.n();
            case BOOL -> "BOOL " + value.bool();
            case SS -> "SS " + String.join(" ", value.ss());
            default -> throw new AssertionError("Unexpected attribute type: " + value);
        };
    }

    private static Map<String, String> plain(JsonNode item) {
        Map<String, String> plain = new TreeMap<>();
        item.properties().forEach(each -> {
            Map.Entry<String, JsonNode> typed =
                    each.getValue().properties().iterator().next();
            if (typed.getKey().equals("M")) {
                typed.getValue()
                        .properties()
                        .forEach(it -> plain.put(
                                each.getKey() + "." + it.getKey(),
                                it.getValue().get("S").asText()));
            } else if (typed.getKey().equals("SS")) {
                List<String> texts = new ArrayList<>();
                typed.getValue().forEach(text -> texts.add(text.asText()));
                plain.put(each.getKey(), "SS " + String.join(" ", texts));
            } else {
                plain.put(each.getKey(), typed.getKey() + " " + typed.getValue().asText());
            }
        });
        return plain;
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "UNRECOGNIZED")
    void writesARefusalAsItsEnumNameWithDashes(Refusal refusal) {
        TrackingEvent event = Events.event(1).toBuilder().setRefusal(refusal).build();

        String expected = "REFUSAL_" + text(event, "refusal").toUpperCase().replace('-', '_');

        assertThat(expected).isEqualTo(refusal == Refusal.REFUSAL_UNSPECIFIED ? "REFUSAL_" : refusal.name());
    }

    @Test
    void writesAnUnknownEnumValueAsItsNumber() {
        TrackingEvent event =
                Events.event(1).toBuilder().setTypeValue(77).setRefusalValue(78).build();

        assertThat(text(event, "type")).isEqualTo("77");
        assertThat(text(event, "refusal")).isEqualTo("78");
    }

    @Test
    void namesEachTrafficFlagOnceAndKeepsTheNumberOfAnUnknownOne() {
        TrackingEvent event = Events.event(1).toBuilder()
                .addTrafficFlagsValue(TrafficFlag.TRAFFIC_FLAG_MALFORMED_ESCAPE_VALUE)
                .addTrafficFlagsValue(79)
                .addTrafficFlagsValue(TrafficFlag.TRAFFIC_FLAG_MALFORMED_ESCAPE_VALUE)
                .build();

        assertThat(MAPPING.item(event).attributes().get("trafficFlags").ss()).containsExactly("malformed-escape", "79");
    }

    @Test
    void omitsTheTrafficFlagsOfAnUnflaggedEvent() {
        assertThat(MAPPING.item(Events.event(1)).attributes()).doesNotContainKey("trafficFlags");
    }

    @Test
    void expiresAfterTheTtlDays() {
        Item item = new ItemMapping(3, 8).item(Events.event(0));

        assertThat(item.attributes().get("expiresAt").n()).isEqualTo("" + (Events.AT / 1_000 + 3 * 86_400));
    }

    @Test
    void aCustomerDayStartsAtMidnightUtc() {
        TrackingEvent.Builder event = Events.event(1).toBuilder();
        long midnight = Events.AT / 86_400_000 * 86_400_000;

        assertThat(text(event.setReceivedAt(midnight - 1).build(), "customerDay"))
                .startsWith("9124#2025-11-20#");
        assertThat(text(event.setReceivedAt(midnight).build(), "customerDay")).startsWith("9124#2025-11-21#");
    }

    private static String text(TrackingEvent event, String attribute) {
        AttributeValue value = MAPPING.item(event).attributes().get(attribute);
        return value == null ? "" : value.s();
    }
}
