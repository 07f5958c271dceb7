package dev.trackbus.local;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Sample request with the expected item.
 *
 * @param target  path and query
 * @param body    JSON of a POST; empty for a GET
 * @param status  expected HTTP status
 * @param program id of the program, a sample or an unknown one
 * @param fields  expected fields of the item, in addition to those of every item and of the program
 */
record SampleRequest(String target, String body, int status, String program, Map<String, Object> fields) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();
    private static final long DAY_MILLIS = 86_400_000;
    private static final int KEPT_DAYS = 90;

    private static final String SHOES = "212313";
    private static final String MOUNTAINS = "212314";
    private static final String MARKET = "212312";
    private static final String NONE = "no-such-program";

    /** One request per outcome; the one for an unknown program is last. */
    static final List<SampleRequest> ALL = List.of(
            get(SHOES, "", 200, Map.of("isValid", true)),
            get(
                    SHOES,
                    "?type=click&placement=top&checksum=7d2f&customerId=9124",
                    200,
                    Map.of("isValid", true, "type", "click", "parameters", Map.of("placement", "top"))),
            new SampleRequest(
                    "/event/" + SHOES,
                    "{\"type\":\"conversion\",\"betrag\":\"17,90 €\",\"春\":\"👟\"}",
                    200,
                    SHOES,
                    Map.of(
                            "isValid",
                            true,
                            "type",
                            "conversion",
                            "parameters",
                            Map.of("betrag", "17,90 €", "春", "👟"))),
            get(MOUNTAINS, "?placement=a", 200, Map.of("isValid", true, "parameters", Map.of("placement", "a"))),
            get(MARKET, "", 410, Map.of("refusal", "expired")),
            get(MOUNTAINS, "", 422, Map.of("refusal", "missing-parameter", "refusedParameter", "placement")),
            get(SHOES, "?checksum=x", 422, refused("checksum-mismatch", "checksum", "x")),
            get(SHOES, "?customerId=1", 422, refused("customer-mismatch", "customerId", "1")),
            get(SHOES, "?type=view", 422, Map.of("type", "unknown"), refused("unknown-type", "type", "view")),
            get(NONE, "?a=b", 404, Map.of("refusal", "unknown-program", "parameters", Map.of("a", "b"))));

    private static final Map<String, Map<String, Object>> PROGRAMS = Map.of(
            SHOES, program("City running shoes", "7d2f", 9124, "Northway Sports"),
            MOUNTAINS, program("Weekend in the mountains", "e90b", 9125, "Alpine Travel"),
            MARKET, program("Harvest market", "c4a1", 9123, "Greenfield Foods"));

    private static Map<String, Object> program(String name, String checksum, int customerId, String customer) {
        return Map.of("programName", name, "checksum", checksum, "customerId", customerId, "customerName", customer);
    }

    private static Map<String, Object> refused(String refusal, String parameter, String value) {
        return Map.of("refusal", refusal, "refusedParameter", parameter, "parameters", Map.of(parameter, value));
    }

    private static SampleRequest get(String program, String query, int status, Map<String, Object> fields) {
        return new SampleRequest("/event/" + program + query, "", status, program, fields);
    }

    private static SampleRequest get(
            String program, String query, int status, Map<String, Object> one, Map<String, Object> more) {
        Map<String, Object> fields = new TreeMap<>(one);
        fields.putAll(more);
        return get(program, query, status, fields);
    }

    RunningService.Response send(RunningService service) {
        return body.isEmpty() ? service.get(target) : service.post(target, body);
    }

    /**
     * Returns the expected item of one such request.
     *
     * @param messageId  id of the event
     * @param receivedAt milliseconds since 1970
     */
    ObjectNode item(String messageId, long receivedAt) {
        Map<String, Object> item =
                new TreeMap<>(Map.of("type", "impression", "isValid", false, "userAgent", "Test/1.0"));
        item.put("messageId", messageId);
        item.put("programId", program);
        item.put("receivedAt", receivedAt);
        item.put("expiresAt", (receivedAt + KEPT_DAYS * DAY_MILLIS) / 1_000);
        item.put("programShard", program + "#0");
        if (PROGRAMS.containsKey(program)) {
            item.putAll(PROGRAMS.get(program));
            LocalDate day = LocalDate.ofEpochDay(receivedAt / DAY_MILLIS);
            item.put("customerDay", item.get("customerId") + "#" + day + "#0");
        }
        item.putAll(fields);
        return JSON.valueToTree(item);
    }
}
