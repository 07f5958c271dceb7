package dev.trackbus.updater;

import dev.trackbus.function.Deadline;
import dev.trackbus.function.StreamRecord;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Fixture with records of the core data stream, and a processor that uses a Redis on this machine. */
final class CoreDataFixture {
    static final Instant ARRIVED = Instant.ofEpochMilli(1_763_733_600_123L);
    static final Deadline DEADLINE = Deadline.after(Duration.ofMinutes(5), System::nanoTime);

    private CoreDataFixture() {}

    static StreamRecord record(String json) {
        return new StreamRecord("1", "key", ARRIVED, ByteBuffer.wrap(json.getBytes(StandardCharsets.UTF_8)));
    }

    static String program(String id, long version, String more) {
        return "{\"programId\":\"" + id + "\",\"programName\":\"Frühjahr " + version + "\",\"checksum\":\"c0ffee\","
                + "\"customerId\":4711,\"customerName\":\"Shop\",\"version\":" + version + more + "}";
    }

    static String program(String id, long version) {
        return program(id, version, "");
    }

    static String deletion(String id, long version) {
        return "{\"programId\":\"" + id + "\",\"deleted\":true,\"version\":" + version + "}";
    }

    static UpdaterConfig config(int port, Optional<String> secret) {
        return config(port, Optional.empty(), secret);
    }

    static UpdaterConfig config(int port, Optional<String> username, Optional<String> secret) {
        return new UpdaterConfig(
                "127.0.0.1", port, false, username, secret, "program:", "program-updates", Duration.ofDays(8));
    }

    static CoreDataProcessor processor(UpdaterConfig config) {
        PutScript script = new PutScript(config);
        return new CoreDataProcessor(
                script, new RedisWriter(new RedisConnectionFactory(config, name -> "right"), script));
    }

    static CoreDataProcessor processor(int port) {
        return processor(config(port, Optional.empty()));
    }
}
