package dev.trackbus.redis.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.function.Function;
import redis.clients.jedis.Jedis;
import redis.embedded.RedisServer;

/** A real Redis on a port of the system's choice, without persistence: after a restart it is empty. */
public final class RedisProcess implements AutoCloseable {
    private final int port = freePort();
    private RedisServer server;

    /** Starts it, and returns when it accepts connections. */
    public RedisProcess() {
        start();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts it again on the same port. */
    public void start() {
        try {
            server = RedisServer.newRedisServer()
                    .port(port)
                    .setting("save \"\"")
                    .soutListener(line -> {})
                    .build();
            server.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends the process, and returns when it has ended. */
    public void stop() {
        try {
            server.stop();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Where it listens, on 127.0.0.1.
     *
     * @return its port
     */
    public int port() {
        return port;
    }

    /**
     * Gives commands on a connection of their own; blocks.
     *
     * @param commands what to do
     * @param <T>      its result
     * @return what it returned
     */
    public <T> T call(Function<Jedis, T> commands) {
        try (Jedis jedis = new Jedis("127.0.0.1", port)) {
            return commands.apply(jedis);
        }
    }

    /**
     * How often a command was called since the process started.
     *
     * @param command such as {@code hgetall}
     * @return by Redis' own count
     */
    public long calls(String command) {
        String stats = call(jedis -> jedis.info("commandstats"));
        String start = "cmdstat_" + command + ":calls=";
        return stats.lines()
                .filter(line -> line.startsWith(start))
                .mapToLong(line -> Long.parseLong(line.substring(start.length(), line.indexOf(','))))
                .findFirst()
                .orElse(0);
    }

    @Override
    public void close() {
        stop();
    }
}
