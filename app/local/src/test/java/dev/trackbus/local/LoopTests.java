package dev.trackbus.local;

import static dev.trackbus.local.Loop.byPush;
import static dev.trackbus.local.Loop.soon;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What holds wherever the functions run. All of it shares one loop, whose programs are the samples at least. */
abstract class LoopTests {
    private static final int REQUESTS = 1_000;

    /** Events of unknown programs are limited to 100 a second, and this is far less altogether. */
    private static final int EACH_UNKNOWN = 25;

    abstract Loop loop();

    private static String program(String programId, String name) {
        return "{\"programId\":\"" + programId + "\",\"programName\":\"" + name
                + "\",\"checksum\":\"7d2f\",\"customerId\":9124,\"customerName\":\"Northway Sports\"}";
    }

    private RunningService.Answer event(String programId) {
        return loop().service().get("/event/" + programId);
    }

    @Test
    void aProgramPutByTheCommandLineIsAnswered() {
        assertThat(event("autumn-sale").status()).isEqualTo(404);
        String said = loop().programs("put -", program("autumn-sale", "Autumn sale"));
        assertThat(said).contains("autumn-sale", "in Redis");
        byPush().until(() -> event("autumn-sale").status() == 200);
        assertThat(event("autumn-sale").body().path("programName").asText()).isEqualTo("Autumn sale");
    }

    @Test
    void aProgramDeletedByTheCommandLineIsUnknown() {
        loop().programs("put -", program("short-lived", "Short"));
        soon().until(() -> event("short-lived").status() == 200);
        loop().programs("delete short-lived", "");
        soon().until(() -> event("short-lived").status() == 404);
    }

    @Test
    void everyRequestEndsUpAsItsItemFieldByField() {
        Map<String, Sent> sent = send(REQUESTS);
        Map<String, ObjectNode> items = new HashMap<>();
        soon().until(() -> {
            items.putAll(loop().items());
            return items.keySet().containsAll(sent.keySet());
        });
        sent.forEach((messageId, each) -> {
            long receivedAt = items.get(messageId).path("receivedAt").asLong();
            assertThat(receivedAt).isBetween(each.answer().from(), each.answer().until());
            assertThat(items.get(messageId).toString())
                    .isEqualTo(each.sample().item(messageId, receivedAt).toString());
        });
    }

    private Map<String, Sent> send(int requests) {
        Map<String, Sent> sent = new HashMap<>();
        int known = Sample.ALL.size() - 1;
        for (int i = 0; i < requests; i++) {
            Sample sample = Sample.ALL.get(i % EACH_UNKNOWN == 0 ? known : i % known);
            RunningService.Answer answer = sample.send(loop().service());
            assertThat(answer.status()).as(sample.target()).isEqualTo(sample.status());
            sent.put(answer.messageId(), new Sent(sample, answer));
        }
        return sent;
    }

    @Test
    void eventsReadAgainFromTheStartAreTheSameItems() {
        Map<String, Sent> sent = send(50);
        soon().until(() -> loop().items().keySet().containsAll(sent.keySet()));
        Map<String, ObjectNode> before = loop().items();
        loop().removeItems();
        loop().deployment().readAgain(Deployment.CONSUMER);
        soon().untilAsserted(() -> assertThat(loop().items()).containsAllEntriesOf(before));
    }

    @Test
    void programsReadAgainFromTheStartHaveTheirNewestVersions() {
        loop().programs("put -", program("changing", "First"));
        loop().programs("put -", "[" + program("changing", "Second") + "," + program("gone", "Gone") + "]");
        loop().programs("delete gone", "");
        Map<String, String> changing = loop().hash("changing");
        Map<String, String> gone = loop().hash("gone");
        assertThat(changing).containsEntry("programName", "Second");
        assertThat(gone).containsKey("deleted");
        soon().until(() -> event("changing").body().path("programName").asText().equals("Second"));
        putLate(program("changing", "Old"));
        putLate(program("gone", "Old"));
        putLate(program("last", "Last on the stream"));
        soon().until(() -> !loop().hash("last").isEmpty());
        loop().removeHash("last");
        loop().deployment().readAgain(Deployment.UPDATER);
        soon().until(() -> !loop().hash("last").isEmpty());
        assertThat(loop().hash("changing")).isEqualTo(changing);
        assertThat(loop().hash("gone")).isEqualTo(gone);
        assertThat(event("changing").body().path("programName").asText()).isEqualTo("Second");
        assertThat(event("gone").status()).isEqualTo(404);
    }

    /** Puts an old version behind all newer ones, on the only shard. */
    private void putLate(String program) {
        loop().put("CoreDataStream", program.replace("}", ",\"version\":1}"));
    }

    @Test
    void aRecordThatIsNoProgramLiesInTheFailureQueueWithItsReason() {
        isInTheFailureQueue("CoreDataStream", Deployment.UPDATER);
    }

    @Test
    void aRecordThatIsNoEventLiesInTheFailureQueueWithItsReason() {
        isInTheFailureQueue("EventStream", Deployment.CONSUMER);
    }

    private void isInTheFailureQueue(String stream, String function) {
        String poison = "{poison for " + function;
        loop().put(stream, poison);
        String payload = Base64.getEncoder().encodeToString(poison.getBytes(StandardCharsets.UTF_8));
        List<String> messages = new ArrayList<>();
        soon().until(() -> {
            messages.addAll(loop().failures(function));
            return messages.stream().anyMatch(each -> each.contains("\"payload\":\"" + payload + "\""));
        });
        assertThat(messages).allSatisfy(each -> assertThat(each).contains("\"reason\":\""));
    }

    /** A request that was answered. */
    private record Sent(Sample sample, RunningService.Answer answer) {}
}
