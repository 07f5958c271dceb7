package dev.trackbus.bench.functions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Protocol.Command;

/**
 * The plain loop beside the core data updater: HSET and PUBLISH for each program, an answer awaited for each. No version
 * is compared, no field checked or removed, and nothing holds the two together. The commands go out by
 * {@code sendCommand}, which every version of Jedis has.
 */
final class PlainPrograms implements Work {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Jedis redis = new Jedis("127.0.0.1", Integer.parseInt(System.getenv("REDIS_PORT")));

    @Override
    public void process(byte[] event) throws IOException {
        for (byte[] record : PlainRecords.of(event)) {
            redis.sendCommand(Command.HSET, hash(record));
            redis.sendCommand(Command.PUBLISH, message(record));
        }
    }

    static String[] message(byte[] record) {
        return new String[] {ProgramStore.CHANNEL, new String(record, StandardCharsets.UTF_8)};
    }

    static String[] hash(byte[] record) throws IOException {
        JsonNode program = JSON.readTree(record);
        List<String> words = new ArrayList<>(
                List.of(ProgramStore.PREFIX + program.get("programId").asText()));
        program.properties().forEach(field -> {
            words.add(field.getKey());
            words.add(text(field.getValue()));
        });
        return words.toArray(String[]::new);
    }

    private static String text(JsonNode value) {
        if (!value.isArray()) {
            return value.asText();
        }
        StringJoiner joined = new StringJoiner(",");
        value.forEach(each -> joined.add(each.asText()));
        return joined.toString();
    }
}
