package dev.trackbus.local;

import static dev.trackbus.local.EndToEndSystem.byPush;
import static dev.trackbus.local.EndToEndSystem.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * End-to-end tests that hold for each host of the functions. They share one system, which contains the sample programs.
 */
abstract class EndToEndTests {
    private static final int REQUESTS = 1_000;

    /** One request of this many is for an unknown program, well below the limit of 100 such events per second. */
    private static final int EACH_UNKNOWN = 25;

    abstract EndToEndSystem system();

    private static String program(String programId, String name) {
        return "{\"programId\":\"" + programId + "\",\"programName\":\"" + name
                + "\",\"checksum\":\"7d2f\",\"customerId\":9124,\"customerName\":\"Northway Sports\"}";
    }

    private RunningService.Response event(String programId) {
        return system().service().get("/event/" + programId);
    }

    @Test
    void aProgramPutByTheCommandLineIsServed() {
        assertThat(event("autumn-sale").status()).isEqualTo(404);
        String output = system().programs("put -", program("autumn-sale", "Autumn sale"));
        assertThat(output).contains("autumn-sale", "in Redis");
        byPush().until(() -> event("autumn-sale").status() == 200);
        assertThat(event("autumn-sale").body().path("programName").asText()).isEqualTo("Autumn sale");
    }

    @Test
    void aProgramDeletedByTheCommandLineIsUnknown() {
        system().programs("put -", program("short-lived", "Short"));
        eventually().until(() -> event("short-lived").status() == 200);
        system().programs("delete short-lived", "");
        eventually().until(() -> event("short-lived").status() == 404);
    }

    @Test
    void everyRequestIsStoredWithAllItsFields() {
        Map<String, Sent> sent = send(REQUESTS);
        Map<String, ObjectNode> items = new HashMap<>();
        eventually().until(() -> {
            items.putAll(system().items());
            return items.keySet().containsAll(sent.keySet());
        });
        sent.forEach((messageId, each) -> {
            long receivedAt = items.get(messageId).path("receivedAt").asLong();
            assertThat(receivedAt)
                    .isBetween(each.response().from(), each.response().until());
            assertThat(items.get(messageId).toString())
                    .isEqualTo(each.sample().item(messageId, receivedAt).toString());
        });
    }

    private Map<String, Sent> send(int requests) {
        Map<String, Sent> sent = new HashMap<>();
        int known = SampleRequest.ALL.size() - 1;
        for (int i = 0; i < requests; i++) {
            SampleRequest sample = SampleRequest.ALL.get(i % EACH_UNKNOWN == 0 ? known : i % known);
            RunningService.Response response = sample.send(system().service());
            assertThat(response.status()).as(sample.target()).isEqualTo(sample.status());
            sent.put(response.messageId(), new Sent(sample, response));
        }
        return sent;
    }

    @Test
    void repeatedEventsLeaveTheSameItems() {
        Map<String, Sent> sent = send(50);
        eventually().until(() -> system().items().keySet().containsAll(sent.keySet()));
        Map<String, ObjectNode> before = system().items();
        system().removeItems();
        system().deployment().restartFromTrimHorizon(Deployment.CONSUMER);
        eventually().untilAsserted(() -> assertThat(system().items()).containsAllEntriesOf(before));
    }

    @Test
    void repeatedProgramsKeepTheirNewestVersions() {
        system().programs("put -", program("changing", "First"));
        system().programs("put -", "[" + program("changing", "Second") + "," + program("gone", "Gone") + "]");
        system().programs("delete gone", "");
        Map<String, String> changing = system().hash("changing");
        Map<String, String> gone = system().hash("gone");
        assertThat(changing).containsEntry("programName", "Second");
        assertThat(gone).containsKey("deleted");
        eventually()
                .until(() ->
                        event("changing").body().path("programName").asText().equals("Second"));
        putOldVersion(program("changing", "Old"));
        putOldVersion(program("gone", "Old"));
        putOldVersion(program("last", "Last on the stream"));
        eventually().until(() -> !system().hash("last").isEmpty());
        system().removeHash("last");
        system().deployment().restartFromTrimHorizon(Deployment.UPDATER);
        eventually().until(() -> !system().hash("last").isEmpty());
        assertThat(system().hash("changing")).isEqualTo(changing);
        assertThat(system().hash("gone")).isEqualTo(gone);
        assertThat(event("changing").body().path("programName").asText()).isEqualTo("Second");
        assertThat(event("gone").status()).isEqualTo(404);
    }

    /** Puts an old version after all newer ones, on the only shard. */
    private void putOldVersion(String program) {
        system().put("CoreDataStream", program.replace("}", ",\"version\":1}"));
    }

    @Test
    void anInvalidProgramGoesToTheFailureQueueWithItsReason() {
        isInTheFailureQueue("CoreDataStream", Deployment.UPDATER);
    }

    @Test
    void anInvalidEventGoesToTheFailureQueueWithItsReason() {
        isInTheFailureQueue("EventStream", Deployment.CONSUMER);
    }

    private void isInTheFailureQueue(String stream, String function) {
        String poison = "{poison for " + function;
        system().put(stream, poison);
        String payload = Base64.getEncoder().encodeToString(poison.getBytes(StandardCharsets.UTF_8));
        List<String> messages = new ArrayList<>();
        eventually().until(() -> {
            messages.addAll(system().failures(function));
            return messages.stream().anyMatch(each -> each.contains("\"payload\":\"" + payload + "\""));
        });
        assertThat(messages).allSatisfy(each -> assertThat(each).contains("\"reason\":\""));
    }

    /** Request and its response. */
    private record Sent(SampleRequest sample, RunningService.Response response) {}
}
