package dev.trackbus.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.protobuf.util.JsonFormat;
import dev.trackbus.proto.EventProto;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Golden vectors of proto: events as bytes and as JSON. */
record GoldenEvents(List<Vector> vectors) {
    static GoldenEvents read() throws IOException {
        List<Vector> vectors = new ArrayList<>();
        for (JsonNode each : JsonMapper.builder()
                .build()
                .readTree(Checkout.find()
                        .root()
                        .resolve("proto/golden/events.json")
                        .toFile())) {
            EventProto.TrackingEvent.Builder event = EventProto.TrackingEvent.newBuilder();
            JsonFormat.parser().merge(each.get("json").toString(), event);
            vectors.add(new Vector(HexFormat.of().parseHex(each.get("hex").asText()), event.build()));
        }
        return new GoldenEvents(vectors);
    }

    record Vector(byte[] bytes, EventProto.TrackingEvent event) {}
}
