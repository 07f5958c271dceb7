package dev.trackbus.redis.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.stream.IntStream;
import redis.clients.jedis.Jedis;
import redis.embedded.RedisServer;
import redis.embedded.core.RedisServerBuilder;

/** A real Redis on a port of the system's choice, without persistence: after a restart it is empty. */
public final class RedisProcess implements AutoCloseable {
    /** A node of a cluster has a second port, which is higher by 10,000. */
    private static final int HIGHEST_CLUSTER_PORT = 55_535;

    private final int port;
    private final boolean cluster;
    private RedisServer server;

    /** Starts it, and returns when it accepts connections. */
    public RedisProcess() {
        this(freePort(), false);
    }

    private RedisProcess(int port, boolean cluster) {
        this.port = port;
        this.cluster = cluster;
        start();
    }

    /**
     * Starts a node of a cluster, which serves no slots yet.
     *
     * @return the node when it accepts connections
     */
    public static RedisProcess inClusterMode() {
        int port = IntStream.generate(RedisProcess::freePort)
                .filter(free -> free <= HIGHEST_CLUSTER_PORT)
                .findFirst()
                .orElseThrow();
        return new RedisProcess(port, true);
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
            RedisServerBuilder builder =
                    RedisServer.newRedisServer().port(port).setting("save \"\"").soutListener(line -> {});
            if (cluster) {
                Path directory = Files.createTempDirectory("redis-cluster");
                directory.toFile().deleteOnExit();
                builder.setting("cluster-enabled yes").setting("dir " + directory);
            }
            server = builder.build();
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
