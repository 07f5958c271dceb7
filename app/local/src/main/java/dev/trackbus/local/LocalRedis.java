package dev.trackbus.local;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;
import redis.embedded.core.ExecutableProvider;

/**
 * Redis process on 127.0.0.1 without persistence, from the binary in embedded-redis. A restart keeps the port, so that
 * tests can simulate an outage, but not the data. For one thread at a time.
 */
public final class LocalRedis extends LocalService {
    private static final Duration START_LIMIT = Duration.ofSeconds(20);
    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final int TIMEOUT_MILLIS = 1_000;

    private final List<String> arguments;
    private final Path binary;

    /**
     * Creates a Redis without starting it.
     *
     * @param port      1-65535
     * @param log       file for its output
     * @param arguments further arguments of redis-server, such as {@code --requirepass secret}
     * @throws MissingServiceException if embedded-redis has no binary for this machine
     */
    public LocalRedis(int port, Path log, String... arguments) {
        super("--redis-port", port, log);
        this.arguments = List.of(arguments);
        this.binary = binary();
    }

    private static Path binary() {
        try {
            return ExecutableProvider.newJarResourceProvider().get().toPath();
        } catch (IOException e) {
            throw new MissingServiceException(
                    "embedded-redis has no Redis binary for this machine (" + e.getMessage()
                            + "): run on a supported operating system and architecture",
                    e);
        }
    }

    /**
     * Starts a Redis on a free port, with its log in the checkout's target folder. Blocks until it is ready.
     *
     * @return Redis, ready for commands
     * @throws MissingServiceException if it does not start
     */
    public static LocalRedis started() {
        int port = Port.free();
        LocalRedis redis = new LocalRedis(port, Checkout.find().run().resolve("redis-" + port + ".log"));
        redis.start();
        return redis;
    }

    @Override
    public void start() {
        List<String> words = new ArrayList<>(List.of(binary.toString(), "--port", Integer.toString(port())));
        words.addAll(List.of("--bind", "127.0.0.1", "--save", "", "--appendonly", "no"));
        words.addAll(arguments);
        start(
                new ChildProcess.Command("Redis", words, binary.getParent(), Map.of()),
                GRACE,
                START_LIMIT,
                this::answers);
    }

    private boolean answers() {
        try (Jedis client = new Jedis("127.0.0.1", port(), TIMEOUT_MILLIS)) {
            return client.ping().equals("PONG");
        } catch (JedisDataException e) {
            return e.getMessage().startsWith("NOAUTH");
        } catch (JedisException e) {
            return false;
        }
    }
}
