package dev.trackbus.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever is sent to the port: each event has its 200, each 200 its event, and the next client is served. */
class AnyBytesTest {
    private static final String REQUEST =
            Service.request("POST", "/event/212312?a=%C3%BC&b=1", "{\"c\":\"d\"}", "Content-Type: application/json");

    private static final String LAST = Service.request("GET", "/event/last", "", "Connection: close");

    private static Service service;

    @BeforeContainer
    static void start() {
        service = new Service();
    }

    @AfterContainer
    static void stop() {
        service.close();
    }

    @Provide
    Arbitrary<String> bytes() {
        return Arbitraries.strings().withCharRange('\u0000', '\u00ff').ofMaxLength(300);
    }

    @Property(tries = 300)
    void bytesThatAreNoRequestLeaveNothingBehind(@ForAll("bytes") String bytes) {
        assertConsistent(bytes + "\r\n\r\n");
    }

    @Property(tries = 300)
    void aRequestWithADamageIsAnsweredOrClosed(@ForAll("places") int place, @ForAll("bytes") String damage) {
        String head = damage.substring(0, Math.min(2, damage.length()));

        assertConsistent(REQUEST.substring(0, place) + head + REQUEST.substring(place));
    }

    @Provide
    Arbitrary<Integer> places() {
        return Arbitraries.integers().between(0, REQUEST.length());
    }

    private static void assertConsistent(String bytes) {
        service.events.clear();
        List<String> accepted = new ArrayList<>();
        try (RawConnection connection = service.connect()) {
            connection.trySend(bytes + LAST);
            for (Answer answer : connection.readAll()) {
                assertThat(answer.status()).isIn(200, 400, 404, 405, 413, 414, 415, 431, 501);
                assertThat(answer.body().getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(1_000);
                if (answer.status() == 200) {
                    accepted.add(answer.json().getString("messageId"));
                }
            }
        }
        assertThat(service.events)
                .extracting(event -> event.request().messageId())
                .containsExactlyElementsOf(accepted);
        assertThat(service.get("/event/212312").status()).isEqualTo(200);
    }
}
