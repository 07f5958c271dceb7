package dev.trackbus.bench.functions;

import dev.trackbus.local.LocalRedis;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import redis.clients.jedis.Jedis;

/** A real Redis, and programs to fill it with: 5,000 of them, changed in turn, the version higher each time. */
final class ProgramStore implements Store {
    static final String PREFIX = "program:";
    static final String CHANNEL = "program-updates";

    private static final int PROGRAMS = 5_000;
    private static final List<String> REQUIRES = List.of("placement", "campaign");

    private final LocalRedis redis = LocalRedis.started();
    private final Jedis client = new Jedis("127.0.0.1", redis.port());
    private long version;

    int port() {
        return redis.port();
    }

    @Override
    public Map<String, String> settings() {
        return Map.of(
                "REDIS_HOST",
                "127.0.0.1",
                "REDIS_PORT",
                Integer.toString(redis.port()),
                "REDIS_KEY_PREFIX",
                PREFIX,
                "REDIS_CHANNEL",
                CHANNEL,
                "FAILURE_QUEUE_URL",
                "http://127.0.0.1:1/queue");
    }

    @Override
    public byte[] batch(int records) {
        List<byte[]> payloads = new ArrayList<>();
        for (int i = 0; i < records; i++) {
            version++;
            payloads.add(program("p-" + version % PROGRAMS, version, "City running shoes " + version, REQUIRES));
        }
        return KinesisEventJson.of(payloads);
    }

    /** One program as the core data stream carries it. */
    static byte[] program(String id, long version, String name, List<String> requires) {
        return new JsonObject()
                .put("programId", id)
                .put("programName", name)
                .put("checksum", "7d2f9c")
                .put("customerId", 9_124)
                .put("customerName", "Northway Sports")
                .put("active", true)
                .put("validUntil", 4_102_444_800_000L)
                .put("requires", new JsonArray(requires))
                .put("version", version)
                .encode()
                .getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void clear() {
        client.flushAll();
    }

    @Override
    public Map<String, Object> content() {
        Map<String, Object> hashes = new HashMap<>();
        client.keys(PREFIX + "*").forEach(key -> hashes.put(key, client.hgetAll(key)));
        return hashes;
    }

    @Override
    public void check() throws IOException {
        String stored = client.hget(PREFIX + "p-" + version % PROGRAMS, "version");
        if (!Long.toString(version).equals(stored)) {
            throw new IOException("the last program has version " + version + ", Redis has " + stored);
        }
    }

    @Override
    public void close() {
        client.close();
        redis.close();
    }
}
