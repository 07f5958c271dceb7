package dev.trackbus.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Test that programs in Python and JavaScript can read the events of the service with their AWS and protobuf libraries.
 */
@ExtendWith(LocalStackExtension.class)
class OtherLanguageReadersIT {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String SHOES =
            """
            {"programid": "212313", "programName": "City running shoes", "checksum": "7d2f", "customerId": 9124,
             "customerName": "Northway Sports", "userAgent": "Test/1.0", "isValid": true, "type": "EVENT_TYPE_IMPRESSION"}""";
    private static final String MARKET =
            """
            {"programid": "212312", "programName": "Harvest market", "checksum": "c4a1", "customerId": 9123,
             "customerName": "Greenfield Foods", "userAgent": "Test/1.0", "type": "EVENT_TYPE_IMPRESSION"}""";

    @TempDir
    private static Path folder;

    private static TestStream stream;
    private static RunningService service;
    private static Path expected;

    @BeforeAll
    static void writeEvents(KinesisEndpoint kinesis) throws IOException {
        stream = TestStream.in(kinesis).create(2);
        service = RunningService.start(stream, folder);
        ArrayNode all = JSON.createArrayNode();
        all.add(expectation(service.get("/event/212313"), SHOES, "{}"));
        all.add(
                expectation(
                        service.post(
                                "/event/212313?type=conversion&stadt=K%C3%B6ln", "{\"春\":\"17,90 €\",\"leer\":\"\"}"),
                        SHOES,
                        """
                {"type": "EVENT_TYPE_CONVERSION", "parameters": {"stadt": "Köln", "春": "17,90 €", "leer": ""}}"""));
        all.add(
                expectation(
                        service.get("/event/212312?type=click"),
                        MARKET,
                        """
                {"type": "EVENT_TYPE_CLICK", "refusal": "REFUSAL_EXPIRED", "parameters": {"type": "click"}}"""));
        all.add(
                expectation(
                        service.get("/event/212313?customerId=1"),
                        SHOES,
                        """
                {"isValid": null, "refusal": "REFUSAL_CUSTOMER_MISMATCH", "refusedParameter": "customerId",
                 "parameters": {"customerId": "1"}}"""));
        all.add(expectation(
                service.get("/event/no-such-program"),
                """
                {"programid": "no-such-program", "userAgent": "Test/1.0", "type": "EVENT_TYPE_IMPRESSION"}""",
                """
                {"refusal": "REFUSAL_UNKNOWN_PROGRAM"}"""));
        expected = folder.resolve("expected.json");
        JSON.writeValue(expected.toFile(), all);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    /** Returns the event in protobuf's JSON format, which omits fields that are false, 0 or empty. */
    private static ObjectNode expectation(RunningService.Response response, String base, String changes)
            throws IOException {
        ObjectNode event = (ObjectNode) JSON.readTree(base);
        event.setAll((ObjectNode) JSON.readTree(changes));
        event.properties().removeIf(field -> field.getValue().isNull());
        event.put("messageId", response.messageId());
        ObjectNode expectation = JSON.createObjectNode();
        expectation.put("partitionKey", response.messageId());
        expectation.put("receivedFrom", response.from()).put("receivedTo", response.until());
        expectation.set("event", event);
        return expectation;
    }

    @ParameterizedTest
    @CsvSource({"python,read_events.py", "node,read-events.js"})
    void readEveryFieldOfEveryEvent(String language, String file) {
        assertThat(new OtherLanguageProgram(language, file).output(stream.kinesis(), stream.name(), expected))
                .endsWith("5 events are as expected\n");
    }

    @ParameterizedTest
    @CsvSource({"python,read_events.py", "node,read-events.js"})
    void reportAFieldWithAnUnexpectedValue(String language, String file) throws IOException {
        JsonNode wrong = JSON.readTree(expected.toFile());
        ((ObjectNode) wrong.at("/0/event")).put("customerId", 9125);
        Path changed = folder.resolve(language + ".json");
        JSON.writeValue(changed.toFile(), wrong);
        OtherLanguageProgram.Completed process =
                new OtherLanguageProgram(language, file).run(stream.kinesis(), stream.name(), changed);
        assertThat(process.exitCode()).isEqualTo(1);
        assertThat(process.output()).contains("customerId is 9124, expected 9125");
    }

    @ParameterizedTest
    @CsvSource({"python,consume_events.py", "node,consume-events.js"})
    void printEachEventOnceAsALineOfJson(String language, String file) throws IOException {
        List<JsonNode> printed = new ArrayList<>();
        for (String line : new OtherLanguageProgram(language, file)
                .output(stream.kinesis(), stream.name(), "--from-start", "--count", 5)
                .lines()
                .filter(each -> each.startsWith("{"))
                .toList()) {
            JsonNode event = JSON.readTree(line);
            ((ObjectNode) event).remove("receivedAt");
            printed.add(event);
        }
        assertThat(printed)
                .containsExactlyInAnyOrderElementsOf(
                        JSON.readTree(expected.toFile()).findValues("event"));
    }

    @ParameterizedTest
    @CsvSource({"python,consume_events.py", "node,consume-events.js"})
    void explainTheirArguments(String language, String file) {
        OtherLanguageProgram.Completed process = new OtherLanguageProgram(language, file).run(stream.kinesis());
        assertThat(process.exitCode()).isEqualTo(2);
        assertThat(process.output()).containsIgnoringCase("usage: " + file).contains("--from-start", "--count");
    }

    @ParameterizedTest
    @CsvSource({"python,golden.py", "node,golden.js"})
    void readAndWriteTheGoldenVectors(String language, String file) throws IOException {
        int vectors = GoldenEvents.read().vectors().size();
        Path golden = Checkout.find().root().resolve("proto/golden/events.json");
        assertThat(new OtherLanguageProgram(language, file).output(stream.kinesis(), golden))
                .endsWith(vectors + " golden vectors decoded and encoded\n");
    }
}
