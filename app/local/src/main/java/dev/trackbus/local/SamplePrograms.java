package dev.trackbus.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.trackbus.proto.ProgramDocument;
import dev.trackbus.proto.ProgramJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import redis.clients.jedis.Jedis;

/** Sample programs: 212312 has expired, 212313 is valid, 212314 requires the parameter {@code placement}. */
public final class SamplePrograms {
    private SamplePrograms() {}

    /**
     * Returns the programs of programs.json.
     *
     * @return valid programs in the order of the file
     */
    public static List<ProgramDocument> all() {
        try {
            List<ProgramDocument> programs = new ArrayList<>();
            for (JsonNode each : JsonMapper.builder().build().readTree(json())) {
                programs.add(ProgramJson.read(each.toString()));
            }
            return List.copyOf(programs);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read programs.json", e);
        }
    }

    /**
     * Returns the content of programs.json, which {@code programs put} also accepts.
     *
     * @return JSON array
     */
    public static String json() {
        try (InputStream file = SamplePrograms.class.getResourceAsStream("/programs.json")) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read programs.json", e);
        }
    }

    /**
     * Writes the programs to Redis as hashes. Blocks.
     *
     * @param redisPort port of Redis on 127.0.0.1
     */
    public static void load(int redisPort) {
        try (Jedis redis = new Jedis("127.0.0.1", redisPort)) {
            all().forEach(program -> redis.hset("program:" + program.programId(), program.fields()));
        }
    }
}
