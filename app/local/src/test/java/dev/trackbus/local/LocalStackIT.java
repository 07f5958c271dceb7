package dev.trackbus.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trackbus.proto.EventProto.EventType;
import dev.trackbus.proto.EventProto.Refusal;
import dev.trackbus.proto.EventProto.TrackingEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Test of the events that the service puts on a stream of LocalStack. */
@ExtendWith(LocalStackExtension.class)
class LocalStackIT {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Map<String, TrackingEvent> EVENTS = new ConcurrentHashMap<>();

    @TempDir
    private static Path folder;

    private static TestStream stream;
    private static RunningService service;
    private static StreamReader reader;

    @BeforeAll
    static void start(KinesisEndpoint kinesis) {
        stream = TestStream.in(kinesis).create(2);
        service = RunningService.start(stream, folder);
        reader = stream.follow(event -> EVENTS.put(event.getMessageId(), event));
    }

    @AfterAll
    static void stop() {
        reader.close();
        service.close();
    }

    private static TrackingEvent eventOf(RunningService.Response response) {
        return await().atMost(LIMIT).until(() -> EVENTS.get(response.messageId()), Objects::nonNull);
    }

    /** Returns the fields that all events of program 212313 have. */
    private static TrackingEvent.Builder shoes(RunningService.Response response) {
        return TrackingEvent.newBuilder()
                .setProgramid("212313")
                .setProgramName("City running shoes")
                .setChecksum("7d2f")
                .setCustomerId(9124)
                .setCustomerName("Northway Sports")
                .setUserAgent("Test/1.0")
                .setIsValid(true)
                .setMessageId(response.messageId())
                .setType(EventType.EVENT_TYPE_IMPRESSION)
                .setReceivedAt(eventOf(response).getReceivedAt());
    }

    @Test
    void aValidRequestCreatesAnEventWithEveryField() {
        RunningService.Response response = service.get("/event/212313?type=click&placement=top&checksum=7d2f");
        assertThat(response.status()).isEqualTo(200);
        assertThat(eventOf(response))
                .isEqualTo(shoes(response)
                        .setType(EventType.EVENT_TYPE_CLICK)
                        .putParameters("placement", "top")
                        .build());
    }

    @Test
    void anEventContainsTheArrivalTimeOfItsRequest() {
        RunningService.Response response = service.get("/event/212313");
        assertThat(eventOf(response).getReceivedAt()).isBetween(response.from(), response.until());
    }

    @Test
    void aRefusedRequestCreatesAnEventWithItsReason() {
        RunningService.Response response = service.get("/event/212313?checksum=wrong&a=b");
        assertThat(response.status()).isEqualTo(422);
        assertThat(eventOf(response))
                .isEqualTo(shoes(response)
                        .setIsValid(false)
                        .setRefusal(Refusal.REFUSAL_CHECKSUM_MISMATCH)
                        .setRefusedParameter("checksum")
                        .putParameters("checksum", "wrong")
                        .putParameters("a", "b")
                        .build());
    }

    @Test
    void parametersOfABodyOverrideThoseOfTheQuery() {
        RunningService.Response response = service.post(
                "/event/212313?order=query&page=2", "{\"type\":\"conversion\",\"order\":\"A-7\",\"amount\":17.90}");
        assertThat(response.status()).isEqualTo(200);
        assertThat(eventOf(response))
                .isEqualTo(shoes(response)
                        .setType(EventType.EVENT_TYPE_CONVERSION)
                        .putParameters("order", "A-7")
                        .putParameters("page", "2")
                        .putParameters("amount", "17.90")
                        .build());
    }

    @Test
    void unicodeTextArrivesUnchanged() {
        RunningService.Response response =
                service.post("/event/212313?stadt=K%C3%B6ln", "{\"春\":\"17,90 €\",\"emoji\":\"👟\"}");
        assertThat(response.status()).isEqualTo(200);
        assertThat(eventOf(response).getParametersMap())
                .isEqualTo(Map.of("stadt", "Köln", "春", "17,90 €", "emoji", "👟"));
    }

    @Test
    void losesNoEventDuringAReshard() {
        List<String> accepted = new ArrayList<>(acceptedIds(100));
        stream.reshard(4);
        accepted.addAll(acceptedIds(200));
        stream.awaitShards(4);
        accepted.addAll(acceptedIds(100));
        assertThat(accepted).hasSize(400);
        await().atMost(LIMIT).untilAsserted(() -> assertThat(EVENTS.keySet()).containsAll(accepted));
    }

    private static List<String> acceptedIds(int requests) {
        return IntStream.range(0, requests)
                .mapToObj(i -> service.get("/event/212313?n=" + i))
                .filter(response -> response.status() == 200)
                .map(RunningService.Response::messageId)
                .toList();
    }
}
