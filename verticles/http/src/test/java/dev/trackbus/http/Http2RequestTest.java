package dev.trackbus.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A malformed HTTP/2 request is the error of its stream (RFC 9113, 8.1.1): its neighbours are answered. */
class Http2RequestTest {
    private static final String[] VALID = RawHttp2.valid("GET", "/event/212312");

    private final Service service = new Service();

    @AfterEach
    void close() {
        service.close();
    }

    static Stream<List<String>> malformed() {
        return Stream.of(
                        RawHttp2.valid("G T", "/event/212312"),
                        RawHttp2.valid("", "/event/212312"),
                        RawHttp2.valid("POST", "/event/212312", "transfer-encoding", "chunked"),
                        RawHttp2.valid("POST", "/event/212312", "connection", "close"),
                        RawHttp2.valid("POST", "/event/212312", "keep-alive", "1"),
                        RawHttp2.valid("POST", "/event/212312", "proxy-connection", "close"),
                        RawHttp2.valid("POST", "/event/212312", "upgrade", "h2c"),
                        RawHttp2.valid("POST", "/event/212312", "te", "gzip"),
                        RawHttp2.valid("POST", "/event/212312", "Upper", "case"),
                        RawHttp2.valid("POST", "/event/212312", "a b", "c"),
                        RawHttp2.valid("POST", "/event/212312", "a", "b\r\nc"),
                        RawHttp2.valid("POST", "/event/212312", ":unknown", "a"),
                        RawHttp2.valid("POST", "/event/212312", ":status", "200"),
                        RawHttp2.valid("POST", "/event/212312", ":path", "/event/212313"),
                        RawHttp2.valid("POST", "/event/212312", "a", "b", ":path", "/event/212313"),
                        RawHttp2.valid("POST", "/event/212312", "host", "another"),
                        RawHttp2.valid("POST", "/event/212312", "content-length", "a"),
                        RawHttp2.valid("POST", ""),
                        new String[] {":method", "POST", ":authority", "t", ":path", "/event/212312"},
                        new String[] {":method", "POST", ":authority", "t", ":scheme", "http"},
                        new String[] {":authority", "t", ":scheme", "http", ":path", "/event/212312"},
                        new String[] {":method", "CONNECT"})
                .map(List::of);
    }

    @ParameterizedTest
    @MethodSource("malformed")
    void resetsAMalformedRequestAlone(List<String> fields) {
        try (RawHttp2 client = new RawHttp2(service.port())) {
            client.requestWithBody(1, RawHttp2.valid("POST", "/event/212312"));
            client.requestWithBody(3, fields.toArray(String[]::new));
            RawHttp2.Frame reset = client.await(RawHttp2.RST_STREAM, 3);
            client.frame(RawHttp2.DATA, 0, 3, (byte) 'a').frame(RawHttp2.DATA, RawHttp2.END_STREAM, 3);
            client.frame(RawHttp2.DATA, RawHttp2.END_STREAM, 1);

            assertThat(client.readAnswer(1).status()).isEqualTo(200);
            assertThat(client.request(5, VALID).readAnswer(5).status()).isEqualTo(200);
            assertThat(reset.code()).isEqualTo(RawHttp2.PROTOCOL_ERROR);
        }
    }

    @Test
    void answers405ToConnectAndWritesNoLogLine() {
        try (LogLines log = new LogLines();
                RawHttp2 client = new RawHttp2(service.port())) {
            for (int stream = 1; stream < 9; stream += 2) {
                client.requestWithBody(stream, ":method", "CONNECT", ":authority", "t:80");

                Answer answer = client.readAnswer(stream);
                assertThat(answer.status()).isEqualTo(405);
                assertThat(answer.header("allow")).isEqualTo("GET, HEAD, POST");
                assertThat(client.read(stream).code()).isEqualTo(RawHttp2.NO_ERROR);
            }
            assertThat(log.all()).isEmpty();
        }
    }

    @Test
    void takesNoPathFromAQuery() {
        try (RawHttp2 client = new RawHttp2(service.port())) {
            client.request(1, RawHttp2.valid("GET", "http://t?x=/event/212312"));
            client.request(3, RawHttp2.valid("GET", "event/212312"));
            client.request(5, RawHttp2.valid("OPTIONS", "*"));

            assertThat(client.readAnswer(1).status()).isEqualTo(404);
            assertThat(client.readAnswer(3).status()).isEqualTo(400);
            assertThat(client.readHeaders(5)).containsEntry(":status", "204");
        }
        assertThat(service.events).isEmpty();
    }

    @Test
    void answersHaveADate() {
        try (RawHttp2 client = new RawHttp2(service.port())) {
            client.request(1, VALID);

            assertThat(client.readAnswer(1).header("date")).isEqualTo("Fri, 15 Jan 2027 08:00:00 GMT");
        }
    }
}
