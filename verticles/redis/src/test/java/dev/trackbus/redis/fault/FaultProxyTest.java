package dev.trackbus.redis.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the proxy does to connections with a server that echoes. */
class FaultProxyTest {
    private final Vertx vertx = Vertx.vertx();
    private final NetClient client = vertx.createNetClient();
    private FaultProxy proxy;

    private static final class Peer {
        private final Buffer received = Buffer.buffer();
        private final NetSocket socket;
        private volatile int length;
        private volatile boolean closed;

        private Peer(NetSocket socket) {
            this.socket = socket;
            socket.handler(chunk -> {
                received.appendBuffer(chunk);
                length = received.length();
            });
            socket.exceptionHandler(reset -> closed = true).closeHandler(end -> closed = true);
        }
    }

    private static <T> T get(Future<T> future) {
        try {
            return future.await(10, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    @BeforeEach
    void start() {
        int port = get(vertx.createNetServer()
                        .connectHandler(socket -> socket.handler(socket::write))
                        .listen(0, "127.0.0.1"))
                .actualPort();
        proxy = get(FaultProxy.start(vertx, "127.0.0.1", port));
    }

    @AfterEach
    void stop() {
        get(vertx.close());
    }

    private Peer connect() {
        return get(client.connect(proxy.port(), "127.0.0.1").map(Peer::new));
    }

    private static void awaitEcho(Peer peer, int length) {
        await().pollInterval(Duration.ofMillis(5)).until(() -> peer.length == length);
    }

    private static void awaitClosed(Peer peer) {
        await().pollInterval(Duration.ofMillis(5)).until(() -> peer.closed);
    }

    private static Duration timeOf(Runnable action) {
        long start = System.nanoTime();
        action.run();
        return Duration.ofNanos(System.nanoTime() - start);
    }

    @Test
    void passesEverythingUnchanged() {
        Peer peer = connect();
        Buffer large = Buffer.buffer("0123456789".repeat(100_000));
        peer.socket.write(large);
        awaitEcho(peer, large.length());
        assertThat(peer.received).isEqualTo(large);
        assertThat(proxy.connections()).isEqualTo(1);
        peer.socket.close();
        await().until(() -> proxy.connections() == 0);
    }

    @Test
    void delaysInBothDirectionsAndKeepsTheOrder() {
        Peer peer = connect();
        proxy.delay(Duration.ofMillis(50));
        assertThat(timeOf(() -> {
                    peer.socket.write("a");
                    awaitEcho(peer, 1);
                }))
                .isGreaterThanOrEqualTo(Duration.ofMillis(100));
        peer.socket.write("b");
        proxy.pass();
        peer.socket.write("c");
        awaitEcho(peer, 3);
        assertThat(peer.received).hasToString("abc");
    }

    @Test
    void limitsTheBandwidth() {
        Peer peer = connect();
        proxy.throttle(100_000);
        assertThat(timeOf(() -> {
                    peer.socket.write("x".repeat(20_000));
                    peer.socket.write("y");
                    awaitEcho(peer, 20_001);
                }))
                .isGreaterThanOrEqualTo(Duration.ofMillis(200));
    }

    @Test
    void swallowsWhileItHangsAndCutsWhoLostBytesAfterwards() {
        Peer loser = connect();
        Peer silent = connect();
        proxy.hang();
        loser.socket.write("lost");
        await().during(Duration.ofMillis(50)).until(() -> loser.length == 0 && !loser.closed);
        proxy.pass();
        awaitClosed(loser);
        silent.socket.write("kept");
        awaitEcho(silent, 4);
    }

    @Test
    void cutsAndResetsWhatIsOpen() {
        Peer cut = connect();
        await().until(() -> proxy.connections() == 1);
        proxy.cut();
        awaitClosed(cut);
        Peer reset = connect();
        await().until(() -> proxy.connections() == 1);
        proxy.reset();
        awaitClosed(reset);
        Peer later = connect();
        later.socket.write("x");
        awaitEcho(later, 1);
    }

    @Test
    void refusesNewConnectionsOnly() {
        Peer old = connect();
        old.socket.write("x");
        awaitEcho(old, 1);
        proxy.refuse();
        awaitClosed(connect());
        old.socket.write("y");
        awaitEcho(old, 2);
        proxy.pass();
        Peer later = connect();
        later.socket.write("z");
        awaitEcho(later, 1);
    }
}
