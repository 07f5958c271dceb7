package dev.trackbus.redis.fault;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetServerOptions;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stands in front of a TCP server and does to its connections what networks do; knows no protocol. Faults can be
 * switched by any thread at any time and combine until {@link #pass()}. What passes keeps its order and content: a
 * connection that lost bytes while hanging is cut when the hang ends.
 */
public final class FaultProxy {
    private final NetServer server;
    private final NetClient client;
    private final Set<Pipe> pipes = ConcurrentHashMap.newKeySet();
    private volatile long latencyMillis;
    private volatile long bytesPerSecond;
    private volatile boolean hanging;
    private volatile boolean refusing;
    private volatile int target;

    private FaultProxy(Vertx vertx, int target, KeyCertOptions certificate) {
        this.target = target;
        NetServerOptions options = new NetServerOptions().setHost("127.0.0.1").setPort(0);
        if (certificate != null) {
            options.setSsl(true).setKeyCertOptions(certificate);
        }
        server = vertx.createNetServer(options);
        client = vertx.createNetClient(new NetClientOptions().setTcpNoDelay(true));
    }

    /**
     * Opens a proxy that passes everything.
     *
     * @param vertx whose event loop carries it
     * @param host  of the real server
     * @param port  of the real server
     * @return the proxy, when it listens
     */
    public static Future<FaultProxy> start(Vertx vertx, String host, int port) {
        return start(vertx, host, port, null);
    }

    /**
     * Opens a proxy that speaks TLS to its clients and plain TCP to the server.
     *
     * @param vertx       whose event loop carries it
     * @param host        of the real server
     * @param port        of the real server
     * @param certificate what it shows, null for plain TCP on both sides
     * @return the proxy, when it listens
     */
    public static Future<FaultProxy> start(Vertx vertx, String host, int port, KeyCertOptions certificate) {
        FaultProxy proxy = new FaultProxy(vertx, port, certificate);
        return proxy.server
                .connectHandler(inner -> proxy.accept(vertx, inner, host))
                .listen()
                .map(proxy);
    }

    private void accept(Vertx vertx, NetSocket near, String host) {
        if (refusing) {
            near.close();
            return;
        }
        near.pause();
        client.connect(target, host)
                .onSuccess(far -> {
                    Pipe there = new Pipe(vertx, this, near, far);
                    Pipe back = new Pipe(vertx, this, far, near);
                    pipes.add(there);
                    pipes.add(back);
                    there.open();
                    back.open();
                })
                .onFailure(cause -> near.close());
    }

    void ended(Pipe pipe) {
        pipes.remove(pipe);
    }

    long latencyMillis() {
        return latencyMillis;
    }

    long bytesPerSecond() {
        return bytesPerSecond;
    }

    boolean hanging() {
        return hanging;
    }

    /**
     * Where clients connect to, on 127.0.0.1.
     *
     * @return a port chosen by the system
     */
    public int port() {
        return server.actualPort();
    }

    /**
     * How many connections pass through now.
     *
     * @return 0 or more
     */
    public int connections() {
        return pipes.size() / 2;
    }

    /** Ends all faults; connections that lost bytes are cut. */
    public void pass() {
        latencyMillis = 0;
        bytesPerSecond = 0;
        refusing = false;
        hanging = false;
        pipes.stream().filter(Pipe::lostBytes).forEach(Pipe::cut);
    }

    /**
     * Delays each chunk, in each direction.
     *
     * @param latency how long
     */
    public void delay(Duration latency) {
        latencyMillis = latency.toMillis();
    }

    /**
     * Limits each connection, in each direction.
     *
     * @param limit bytes in a second
     */
    public void throttle(long limit) {
        bytesPerSecond = limit;
    }

    /** Goes on accepting, swallows every byte, and tells nobody when a peer goes away. */
    public void hang() {
        hanging = true;
    }

    /** Closes new connections at once; those that are open stay. */
    public void refuse() {
        refusing = true;
    }

    /**
     * Moves to another server, as a name does that is given to a replica: new connections go there, old ones are cut.
     *
     * @param port of the other server, on the same host
     */
    public void failOver(int port) {
        target = port;
        cut();
    }

    /** Closes all connections in order. */
    public void cut() {
        pipes.forEach(Pipe::cut);
    }

    /** Resets all connections. */
    public void reset() {
        pipes.forEach(Pipe::reset);
    }

    /**
     * Ends the proxy.
     *
     * @return completed when all is closed
     */
    public Future<Void> close() {
        return Future.join(server.close(), client.close()).mapEmpty();
    }
}
