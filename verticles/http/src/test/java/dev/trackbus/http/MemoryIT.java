package dev.trackbus.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process with a heap of 256 MiB lives through whatever clients leave unfinished, and serves others meanwhile. */
class MemoryIT {
    private static final int CONNECTIONS = 9_000;
    private static final int BODY_PART = 60_000;
    private static final int FRAME = 15_000;
    private static final byte[] NO_WINDOW = {0, 4, 0, 0, 0, 0};
    private static final String POST =
            "POST /event/212312 HTTP/1.1\r\nHost: t\r\nContent-Length: 65536\r\n\r\n" + " ".repeat(BODY_PART);
    private static final String TINY_FIELDS = "GET /event/212312 HTTP/1.1\r\nHost: t\r\n" + "a:\r\n".repeat(4_000);
    private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0";
    private static final int STREAMS = 100;

    private final List<AutoCloseable> clients = new ArrayList<>();
    private SmallHeap service;

    @BeforeEach
    void start(@TempDir Path folder) throws IOException {
        service = new SmallHeap(folder);
    }

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable each : clients) {
            each.close();
        }
        service.close();
    }

    /** Opens a connection and sends as much as is taken at once; one that is closed by the service is fine. */
    private void send(ByteBuffer bytes) throws IOException {
        SocketChannel client =
                SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), service.port()));
        clients.add(client);
        client.configureBlocking(false);
        long end = System.nanoTime() + Duration.ofMillis(200).toNanos();
        try {
            while (bytes.hasRemaining() && System.nanoTime() < end) {
                client.write(bytes);
            }
        } catch (IOException closed) {
            return;
        }
    }

    private void flood(int connections, String bytes) throws IOException {
        ByteBuffer all = ByteBuffer.wrap(bytes.getBytes(StandardCharsets.ISO_8859_1));
        for (int i = 0; i < connections; i++) {
            send(all.duplicate());
            if (i % 500 == 0) {
                assertServes();
            }
        }
        assertServes();
    }

    private void assertServes() {
        assertThat(service.isAlive()).isTrue();
        Awaitility.await()
                .ignoreExceptionsInstanceOf(UncheckedIOException.class)
                .until(() -> {
                    try (RawConnection good = new RawConnection(service.port())) {
                        return good.send(Service.request("GET", "/event/212312", ""))
                                        .read()
                                        .status()
                                == 200;
                    }
                });
    }

    @Test
    void livesWithThousandsOfUnfinishedHttp1Bodies() throws IOException {
        flood(CONNECTIONS, POST);
    }

    @Test
    void livesWithThousandsOfUnfinishedHttp1Heads() throws IOException {
        flood(CONNECTIONS, TINY_FIELDS);
    }

    @Test
    void livesWithThousandsOfHttp1ClientsThatReadNothing() throws IOException {
        flood(3_000, Service.request("GET", "/event/212312", "").repeat(1_000));
    }

    @Test
    void livesWithThousandsOfUnfinishedHttp2HeaderBlocks() throws IOException {
        flood(
                3_000,
                PREFACE
                        + frame(RawHttp2.HEADERS, 0, 1, "\0\1a" + literal(FRAME))
                        + frame(RawHttp2.CONTINUATION, 0, 1, "\0\1b"));
    }

    @Test
    void livesWithThousandsOfUnreadHttp2Pings() throws IOException {
        flood(500, PREFACE + frame(RawHttp2.PING, 0, 0, "12345678").repeat(9_000));
    }

    @Test
    void livesWithThousandsOfIdleHttp2Connections() throws IOException {
        flood(CONNECTIONS, PREFACE);
    }

    @Test
    void livesWithThousandsOfUnfinishedHttp2Bodies() {
        byte[] post = RawHttp2.block(RawHttp2.valid("POST", "/event/212312"));
        for (int connection = 0; connection < 40; connection++) {
            RawHttp2 client = new RawHttp2(service.port());
            clients.add(client);
            for (int i = 0; i < STREAMS; i++) {
                int stream = 2 * i + 1;
                client.tryFrame(RawHttp2.HEADERS, RawHttp2.END_HEADERS, stream, post);
                for (int part = 0; part < BODY_PART / FRAME; part++) {
                    client.tryFrame(RawHttp2.DATA, 0, stream, new byte[FRAME]);
                }
                client.awaitWindow(BODY_PART);
            }
        }
        assertServes();
    }

    @Test
    void livesWithThousandsOfUnreadHttp2Answers() {
        String large = "a".repeat(12_000);
        for (int connection = 0; connection < 300; connection++) {
            RawHttp2 client = new RawHttp2(service.port(), NO_WINDOW);
            clients.add(client);
            for (int i = 0; i < STREAMS; i++) {
                byte[] block = RawHttp2.block(RawHttp2.valid("GET", "/event/212312", "a", large));
                client.tryFrame(RawHttp2.HEADERS, RawHttp2.END_HEADERS | RawHttp2.END_STREAM, 2 * i + 1, block);
            }
        }
        assertServes();
    }

    private static String frame(int type, int flags, int stream, String payload) {
        int length = payload.length();
        return "" + (char) 0 + (char) (length >> 8) + (char) (length & 0xff) + (char) type + (char) flags + "\0\0\0"
                + (char) stream + payload;
    }

    /** Length and characters of a value between 255 and 16,510 characters. */
    private static String literal(int length) {
        int rest = length - 127;
        return "" + (char) 127 + (char) (rest & 127 | 128) + (char) (rest >> 7) + "a".repeat(length);
    }
}
