package dev.trackbus.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import org.junit.jupiter.api.Test;

class IdleConnectionsTest {
    @Test
    void knowsHowManyTheServerHasNotClosed() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 8, InetAddress.getByName("127.0.0.1"));
                IdleConnections idle =
                        new IdleConnections(URI.create("http://127.0.0.1:" + server.getLocalPort()), 3)) {
            assertThat(idle.open()).isEqualTo(3);

            server.accept().close();

            await().until(() -> idle.open() == 2);
        }
    }
}
