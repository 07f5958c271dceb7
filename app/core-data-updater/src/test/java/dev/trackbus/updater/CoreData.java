package dev.trackbus.updater;

import dev.trackbus.function.Deadline;
import dev.trackbus.function.StreamRecord;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Records of the core data stream, and a step in front of a Redis on this machine. */
final class CoreData {
    static final Instant ARRIVED = Instant.ofEpochMilli(1_763_733_600_123L);
    static final Deadline MINUTE = Deadline.after(Duration.ofMinutes(5), System::nanoTime);

    private CoreData() {}

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

    static UpdateStep step(UpdaterConfig config) {
        PutScript script = new PutScript(config);
        return new UpdateStep(script, new RedisWriter(new RedisConnections(config, name -> "right"), script));
    }

    static UpdateStep step(int port) {
        return step(config(port, Optional.empty()));
    }
}
