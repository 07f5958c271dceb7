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

    private static TrackingEvent eventOf(RunningService.Response answer) {
        return await().atMost(LIMIT).until(() -> EVENTS.get(answer.messageId()), Objects::nonNull);
    }

    /** Returns the fields that all events of program 212313 have. */
    private static TrackingEvent.Builder shoes(RunningService.Response answer) {
        return TrackingEvent.newBuilder()
                .setProgramid("212313")
                .setProgramName("City running shoes")
                .setChecksum("7d2f")
                .setCustomerId(9124)
                .setCustomerName("Northway Sports")
                .setUserAgent("Test/1.0")
                .setIsValid(true)
                .setMessageId(answer.messageId())
                .setType(EventType.EVENT_TYPE_IMPRESSION)
                .setReceivedAt(eventOf(answer).getReceivedAt());
    }

    @Test
    void aValidRequestCreatesAnEventWithEveryField() {
        RunningService.Response answer = service.get("/event/212313?type=click&placement=top&checksum=7d2f");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(eventOf(answer))
                .isEqualTo(shoes(answer)
                        .setType(EventType.EVENT_TYPE_CLICK)
                        .putParameters("placement", "top")
                        .build());
    }

    @Test
    void anEventContainsTheArrivalTimeOfItsRequest() {
        RunningService.Response answer = service.get("/event/212313");
        assertThat(eventOf(answer).getReceivedAt()).isBetween(answer.from(), answer.until());
    }

    @Test
    void aRefusedRequestCreatesAnEventWithItsReason() {
        RunningService.Response answer = service.get("/event/212313?checksum=wrong&a=b");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(eventOf(answer))
                .isEqualTo(shoes(answer)
                        .setIsValid(false)
                        .setRefusal(Refusal.REFUSAL_CHECKSUM_MISMATCH)
                        .setRefusedParameter("checksum")
                        .putParameters("checksum", "wrong")
                        .putParameters("a", "b")
                        .build());
    }

    @Test
    void parametersOfABodyOverrideThoseOfTheQuery() {
        RunningService.Response answer = service.post(
                "/event/212313?order=query&page=2", "{\"type\":\"conversion\",\"order\":\"A-7\",\"amount\":17.90}");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(eventOf(answer))
                .isEqualTo(shoes(answer)
                        .setType(EventType.EVENT_TYPE_CONVERSION)
                        .putParameters("order", "A-7")
                        .putParameters("page", "2")
                        .putParameters("amount", "17.90")
                        .build());
    }

    @Test
    void unicodeTextArrivesUnchanged() {
        RunningService.Response answer =
                service.post("/event/212313?stadt=K%C3%B6ln", "{\"春\":\"17,90 €\",\"emoji\":\"👟\"}");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(eventOf(answer).getParametersMap())
                .isEqualTo(Map.of("stadt", "Köln", "春", "17,90 €", "emoji", "👟"));
    }

    @Test
    void losesNoEventDuringAReshard() {
        List<String> answered = new ArrayList<>(answered(100));
        stream.reshard(4);
        answered.addAll(answered(200));
        stream.awaitShards(4);
        answered.addAll(answered(100));
        assertThat(answered).hasSize(400);
        await().atMost(LIMIT).untilAsserted(() -> assertThat(EVENTS.keySet()).containsAll(answered));
    }

    private static List<String> answered(int requests) {
        return IntStream.range(0, requests)
                .mapToObj(i -> service.get("/event/212313?n=" + i))
                .filter(answer -> answer.status() == 200)
                .map(RunningService.Response::messageId)
                .toList();
    }
}
