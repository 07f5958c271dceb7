package dev.trackbus.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A client that asks without end and reads no answer is read no further: its answers would pile up in memory. */
class UnreadAnswersTest {
    private static final ByteBuffer REQUESTS = ByteBuffer.wrap(
            Service.request("GET", "/event/212312", "").repeat(20_000).getBytes(StandardCharsets.ISO_8859_1));
    private static final long FLOOD_BYTES = 100_000_000;
    private static final long STANDS_NANOS = Duration.ofSeconds(1).toNanos();

    @Test
    void theFloodStandsAndOthersAreServed() throws IOException {
        try (Service service = new Service()) {
            try (SocketChannel flood =
                    SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), service.port()))) {
                flood.configureBlocking(false);

                assertThat(sentUntilItStands(flood)).isLessThan(FLOOD_BYTES);
                assertThat(service.get("/event/212312").status()).isEqualTo(200);
            }
            service.awaitInFlight(0);
        }
    }

    /** Writes until nothing has been taken for a while, or to the end of the flood. */
    private static long sentUntilItStands(SocketChannel flood) throws IOException {
        long sent = 0;
        long lastTaken = System.nanoTime();
        while (sent < FLOOD_BYTES && System.nanoTime() - lastTaken < STANDS_NANOS) {
            if (!REQUESTS.hasRemaining()) {
                REQUESTS.rewind();
            }
            int taken = flood.write(REQUESTS);
            sent += taken;
            if (taken > 0) {
                lastTaken = System.nanoTime();
            }
        }
        return sent;
    }
}
