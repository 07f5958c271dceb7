package dev.trackbus.local.docs;

import dev.trackbus.local.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.util.SafeEncoder;

/**
 * Shell that runs the commands of the READMEs with the ports of this run. It replaces {@code redis-cli}, which is not
 * installed everywhere, by a client with the same output.
 *
 * @param ports     replacement of each {@code localhost:PORT}
 * @param redisPort port of Redis on 127.0.0.1
 * @param folder    replacement of the folder of a run
 */
record Terminal(Map<Integer, Integer> ports, int redisPort, Path folder) {
    private static final String RUN = "app/local/target/run/";
    private static final Pattern PLACE = Pattern.compile("localhost:(\\d+)");
    private static final Pattern WORD = Pattern.compile("'([^']*)'|(\\S+)");

    String run(String command) {
        return command.startsWith("redis-cli ") ? redis(command) : shell(command);
    }

    private String shell(String command) {
        try {
            Process process = new ProcessBuilder("sh", "-c", placed(command))
                    .directory(Checkout.find().root().toFile())
                    .start();
            process.getOutputStream().close();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String placed(String command) {
        return PLACE.matcher(command)
                .replaceAll(place -> "127.0.0.1:" + ports.get(Integer.valueOf(place.group(1))))
                .replace(RUN, folder + "/");
    }

    private String redis(String command) {
        List<String> words = words(command);
        try (Jedis client = new Jedis("127.0.0.1", redisPort)) {
            String[] arguments = words.subList(2, words.size()).toArray(String[]::new);
            Object reply = client.sendCommand(Protocol.Command.valueOf(words.get(1)), arguments);
            return reply instanceof Long number ? "(integer) " + number : SafeEncoder.encode((byte[]) reply);
        }
    }

    static List<String> words(String command) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(command);
        while (matcher.find()) {
            words.add(Stream.of(matcher.group(1), matcher.group(2))
                    .filter(word -> word != null)
                    .findFirst()
                    .orElseThrow());
        }
        return words;
    }
}
