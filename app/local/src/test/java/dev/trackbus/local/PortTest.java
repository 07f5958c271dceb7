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
    void saysWhichPortIsTakenAndWhatToDo() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> Port.requireFree(taken.getLocalPort(), "--http-port"))
                    .isInstanceOf(MissingServiceException.class)
                    .hasMessageStartingWith("port " + taken.getLocalPort()
                            + " is taken: end what listens on it, or choose another with --http-port");
        }
    }

    @Test
    void seesAListenerOnEveryAddress() throws IOException {
        try (ServerSocket taken = new ServerSocket(0)) {
            assertThat(Port.isTaken(taken.getLocalPort())).isTrue();
        }
    }

    @Test
    void leavesAFreePortAsItIs() {
        assertThatCode(() -> Port.requireFree(Port.free(), "--http-port")).doesNotThrowAnyException();
    }

    @Test
    void choosesBelowTheRangeOfOutgoingConnections() {
        assertThat(Port.free()).isBetween(15_000, 32_000);
    }
}
