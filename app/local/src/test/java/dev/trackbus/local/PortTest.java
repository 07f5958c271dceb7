package dev.trackbus.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortTest {
    @Test
    void reportsThePortInUseAndTheRemedy() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> Port.requireFree(taken.getLocalPort(), "--http-port"))
                    .isInstanceOf(MissingServiceException.class)
                    .hasMessageStartingWith("Port " + taken.getLocalPort()
                            + " is in use: stop the process that listens on it,"
                            + " or choose another port with --http-port");
        }
    }

    @Test
    void detectsAListenerOnAnyAddress() throws IOException {
        try (ServerSocket taken = new ServerSocket(0)) {
            assertThat(Port.isTaken(taken.getLocalPort())).isTrue();
        }
    }

    @Test
    void acceptsAFreePort() {
        assertThatCode(() -> Port.requireFree(Port.free(), "--http-port")).doesNotThrowAnyException();
    }

    @Test
    void choosesAPortBelowTheEphemeralRange() {
        assertThat(Port.free()).isBetween(15_000, 32_000);
    }
}
