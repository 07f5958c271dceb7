package dev.trackbus.bench.faults;

import dev.trackbus.local.SamplePrograms;
import dev.trackbus.proto.EventProto;
import dev.trackbus.proto.ProgramDocument;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A valid request, made from its id alone, so that nobody has to remember what was sent.
 *
 * @param program    what it is about
 * @param method     GET or POST
 * @param userAgent  empty where none is sent
 * @param parameters all, {@code id} among them
 */
record TrackedRequest(ProgramDocument program, HttpMethod method, String userAgent, Map<String, String> parameters) {
    static final String ID = "id";

    /** Value of {@link #ID} in requests whose events the judge does not look at. */
    static final String PROBE = "probe";

    /** Stands in poisonous requests alone, in these bytes. */
    static final String POISON = "poisonous-in-these-bytes";

    private static final List<ProgramDocument> PROGRAMS = SamplePrograms.all().stream()
            .filter(each -> !each.programId().equals("212312"))
            .toList();
    private static final List<String> AGENTS = List.of(
            "",
            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Safari/537.36",
            "curl/8.5.0",
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) \"quoted\" \\ back");
    private static final List<String> WORDS = List.of("top", "a b", "größe", "日本", "100%", "x=1&y=2", "😀", "+", "");
    private static final int LARGE_PARAMETERS = 26;
    private static final int LARGE_VALUE = 1_024;

    static TrackedRequest small(int id) {
        return of(id, Kind.SMALL);
    }

    /** One of some 29 KB, for full disks and large backlogs. */
    static TrackedRequest large(int id) {
        return of(id, Kind.LARGE);
    }

    /** One that the stub can be told to call invalid. */
    static TrackedRequest poisonous(int id) {
        return of(id, Kind.POISONOUS);
    }

    private enum Kind {
        SMALL,
        LARGE,
        POISONOUS;

        private char letter() {
            return name().charAt(0);
        }
    }

    private static TrackedRequest of(int id, Kind kind) {
        boolean large = kind == Kind.LARGE;
        SplittableRandom random = new SplittableRandom(id);
        ProgramDocument program = PROGRAMS.get(random.nextInt(PROGRAMS.size()));
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("placement", WORDS.get(random.nextInt(WORDS.size())));
        parameters.put(ID, kind.letter() + Integer.toString(id));
        if (kind == Kind.POISONOUS) {
            parameters.put("taste", POISON);
        }
        int more = large ? LARGE_PARAMETERS : random.nextInt(4);
        for (int i = 0; i < more; i++) {
            String word = WORDS.get(random.nextInt(WORDS.size()));
            parameters.put("p" + i, large ? Integer.toString(i % 10).repeat(LARGE_VALUE) : word);
        }
        List<String> types = List.of("", "impression", "click", "conversion");
        String type = types.get(random.nextInt(types.size()));
        if (!type.isEmpty()) {
            parameters.put("type", type);
        }
        if (random.nextInt(4) == 0) {
            parameters.put("checksum", program.checksum());
            parameters.put("customerId", Integer.toString(program.customerId()));
        }
        HttpMethod method = large || random.nextInt(8) == 0 ? HttpMethod.POST : HttpMethod.GET;
        return new TrackedRequest(program, method, AGENTS.get(random.nextInt(AGENTS.size())), parameters);
    }

    /** Reads the id that a parameter of an event has. */
    static int idOf(String parameter) {
        return Integer.parseInt(parameter.substring(1));
    }

    /** The request that an event with this parameter came from. */
    static TrackedRequest ofParameter(String parameter) {
        Kind kind = Stream.of(Kind.values())
                .filter(each -> each.letter() == parameter.charAt(0))
                .findFirst()
                .orElseThrow();
        return of(idOf(parameter), kind);
    }

    String path() {
        String path = "/event/" + program.programId();
        return method == HttpMethod.POST ? path : path + "?" + query();
    }

    private String query() {
        return parameters.entrySet().stream()
                .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    /** Of a POST: all parameters as JSON. */
    String body() {
        JsonObject json = new JsonObject();
        parameters.forEach(json::put);
        return json.encode();
    }

    /** What must stand on the stream. */
    EventProto.TrackingEvent event(String messageId, long receivedAt) {
        Map<String, String> foreign = new LinkedHashMap<>(parameters);
        foreign.keySet().removeAll(List.of("type", "checksum", "customerId"));
        return EventProto.TrackingEvent.newBuilder()
                .setProgramid(program.programId())
                .setChecksum(program.checksum())
                .setCustomerId(program.customerId())
                .setUserAgent(userAgent)
                .setProgramName(program.programName())
                .setCustomerName(program.customerName())
                .setIsValid(true)
                .setMessageId(messageId)
                .setReceivedAt(receivedAt)
                .setType(eventType())
                .putAllParameters(foreign)
                .build();
    }

    private EventProto.EventType eventType() {
        return switch (parameters.getOrDefault("type", "impression")) {
            case "click" -> EventProto.EventType.EVENT_TYPE_CLICK;
            case "conversion" -> EventProto.EventType.EVENT_TYPE_CONVERSION;
            default -> EventProto.EventType.EVENT_TYPE_IMPRESSION;
        };
    }
}
