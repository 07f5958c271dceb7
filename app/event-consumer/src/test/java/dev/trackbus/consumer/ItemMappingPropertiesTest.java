package dev.trackbus.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trackbus.proto.EventProto.EventType;
import dev.trackbus.proto.EventProto.Refusal;
import dev.trackbus.proto.EventProto.TrackingEvent;
import dev.trackbus.proto.EventProto.TrafficFlag;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Property test: an item contains all the data of its event. */
class ItemMappingPropertiesTest {
    private static final Arbitrary<String> TEXT = Arbitraries.strings()
            .all()
            .ofMaxLength(60)
            .map(text -> new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
    private static final Arbitrary<String> ID = Arbitraries.strings()
            .withCharRange('a', 'z')
            .withCharRange('0', '9')
            .withChars("-_ABZ")
            .ofMinLength(1)
            .ofMaxLength(64);
    private static final long LAST = Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();

    @Provide
    Arbitrary<TrackingEvent> events() {
        Arbitrary<TrackingEvent.Builder> ids = Combinators.combine(
                        ID, ID, Arbitraries.longs().between(1, LAST), Arbitraries.integers())
                .as((id, program, at, customer) -> TrackingEvent.newBuilder()
                        .setMessageId(id)
                        .setProgramid(program)
                        .setReceivedAt(at)
                        .setCustomerId(customer));
        Arbitrary<Map<String, String>> parameters =
                Arbitraries.maps(TEXT.filter(name -> !name.isEmpty()), TEXT).ofMaxSize(5);
        Arbitrary<TrackingEvent.Builder> texts = Combinators.combine(TEXT, TEXT, TEXT, TEXT, TEXT, parameters)
                .as((checksum, agent, program, customer, refused, given) -> TrackingEvent.newBuilder()
                        .setChecksum(checksum)
                        .setUserAgent(agent)
                        .setProgramName(program)
                        .setCustomerName(customer)
                        .setRefusedParameter(refused)
                        .putAllParameters(given));
        Arbitrary<EventType> types = Arbitraries.of(EventType.class).filter(it -> it != EventType.UNRECOGNIZED);
        Arbitrary<Refusal> refusals = Arbitraries.of(Refusal.class)
                .filter(it -> it != Refusal.UNRECOGNIZED && it != Refusal.REFUSAL_UNKNOWN_PROGRAM);
        Arbitrary<Set<TrafficFlag>> flags = Arbitraries.of(TrafficFlag.class)
                .filter(it -> it != TrafficFlag.UNRECOGNIZED)
                .set();
        return Combinators.combine(ids, texts, types, refusals, flags, Arbitraries.of(true, false))
                .as((id, text, type, refusal, flagged, valid) -> id.mergeFrom(text.build())
                        .addAllTrafficFlags(flagged)
                        .setType(type)
                        .setRefusal(refusal)
                        .setIsValid(valid)
                        .build());
    }

    @Property(tries = 300)
    void anItemContainsEveryFieldOfItsEvent(
            @ForAll("events") TrackingEvent event, @ForAll @IntRange(min = 1, max = 100) int shards) throws Exception {
        ByteBuffer bytes = event.toByteString().asReadOnlyByteBuffer();

        Item item = new ItemMapping(90, shards).item(EventDecoder.decode(bytes, Events.ARRIVED));

        assertThat(event(item.attributes())).isEqualTo(event);
        assertThat(bytes.position()).isZero();
    }

    private static TrackingEvent event(Map<String, AttributeValue> item) {
        TrackingEvent.Builder event = TrackingEvent.newBuilder()
                .setMessageId(text(item, "messageId"))
                .setProgramid(text(item, "programId"))
                .setReceivedAt(Long.parseLong(item.get("receivedAt").n()))
                .setCustomerId(Integer.parseInt(item.get("customerId").n()))
                .setChecksum(text(item, "checksum"))
                .setUserAgent(text(item, "userAgent"))
                .setProgramName(text(item, "programName"))
                .setCustomerName(text(item, "customerName"))
                .setRefusedParameter(text(item, "refusedParameter"))
                .setIsValid(item.get("isValid").bool());
        if (!text(item, "type").equals("unknown")) {
            event.setType(EventType.valueOf("EVENT_TYPE_" + text(item, "type").toUpperCase(Locale.ROOT)));
        }
        if (item.containsKey("refusal")) {
            event.setRefusal(Refusal.valueOf(
                    "REFUSAL_" + text(item, "refusal").toUpperCase(Locale.ROOT).replace('-', '_')));
        }
        if (item.containsKey("parameters")) {
            item.get("parameters").m().forEach((name, value) -> event.putParameters(name, value.s()));
        }
        if (item.containsKey("trafficFlags")) {
            item.get("trafficFlags")
                    .ss()
                    .forEach(flag -> event.addTrafficFlags(TrafficFlag.valueOf(
                            "TRAFFIC_FLAG_" + flag.toUpperCase(Locale.ROOT).replace('-', '_'))));
        }
        return event.build();
    }

    private static String text(Map<String, AttributeValue> item, String name) {
        return item.containsKey(name) ? item.get(name).s() : "";
    }

    @Property(tries = 200)
    void theSameEventAlwaysMapsToTheSameItemAndKeys(
            @ForAll("events") TrackingEvent event, @ForAll @IntRange(min = 1, max = 100) int shards) throws Exception {
        ItemMapping mapping = new ItemMapping(90, shards);
        Item item = mapping.item(event);

        assertThat(mapping.item(TrackingEvent.parseFrom(event.toByteArray()))).isEqualTo(item);
        assertThat(text(item.attributes(), "programShard"))
                .isIn(IntStream.range(0, shards)
                        .mapToObj(shard -> event.getProgramid() + "#" + shard)
                        .toList());
        String day = Instant.ofEpochMilli(event.getReceivedAt()).toString().substring(0, 10);
        assertThat(text(item.attributes(), "customerDay"))
                .isIn(IntStream.range(0, shards)
                        .mapToObj(shard -> event.getCustomerId() + "#" + day + "#" + shard)
                        .toList());
    }

    @Property(tries = 20)
    void spreadsEventsEvenlyOverTheShards(@ForAll @IntRange(min = 2, max = 16) int shards) {
        ItemMapping mapping = new ItemMapping(90, shards);
        Map<String, Long> counts = IntStream.range(0, 4_000)
                .mapToObj(n -> Events.event(n).toBuilder()
                        .setMessageId(UUID.nameUUIDFromBytes(new byte[] {(byte) n, (byte) (n >> 8)})
                                .toString())
                        .build())
                .map(event -> text(mapping.item(event).attributes(), "programShard"))
                .collect(Collectors.groupingBy(key -> key, Collectors.counting()));

        assertThat(counts).hasSize(shards);
        assertThat(counts.values()).allMatch(count -> count < 1.4 * 4_000 / shards);
    }

    @Property(tries = 300)
    void noBytesCrashTheDecoder(@ForAll byte[] bytes) {
        assertThat(result(bytes)).isIn(Set.of("event", "rejected"));
    }

    private static String result(byte[] bytes) {
        try {
            EventDecoder.decode(ByteBuffer.wrap(bytes), Events.ARRIVED);
            return "event";
        } catch (InvalidEventException e) {
            return "rejected";
        }
    }
}
