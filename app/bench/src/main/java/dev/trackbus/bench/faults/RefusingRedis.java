package dev.trackbus.bench.faults;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import io.vertx.core.parsetools.RecordParser;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/**
 * Proxy in front of a real Redis, which lets commands on keys be answered with an error of choice. It sends a script in
 * place of the command, which makes Redis itself answer with that error, so answers keep their order.
 */
final class RefusingRedis implements AutoCloseable {
    private static final Set<String> PASSED = Set.of(
            "HELLO", "AUTH", "PING", "SELECT", "CLIENT", "SUBSCRIBE", "UNSUBSCRIBE", "QUIT", "INFO", "COMMAND", "ACL");

    private final int target;
    private final NetServer server;
    private final NetClient client;
    private volatile String error = "";

    RefusingRedis(Vertx vertx, int target) {
        this.target = target;
        this.client = vertx.createNetClient();
        this.server = vertx.createNetServer().connectHandler(this::accept);
        Await.result(server.listen(0, "127.0.0.1"));
    }

    int port() {
        return server.actualPort();
    }

    /** From now on commands on keys are answered with this error; an empty one lets them pass. */
    void refuse(String error) {
        this.error = error;
    }

    private void accept(NetSocket near) {
        near.pause();
        client.connect(target, "127.0.0.1")
                .onSuccess(far -> {
                    far.handler(near::write).closeHandler(end -> near.close());
                    near.closeHandler(end -> far.close());
                    new Commands(near, far);
                    near.resume();
                })
                .onFailure(fault -> near.close());
    }

    /** Reads the commands of one connection, each an array of bulk strings. */
    private final class Commands {
        private final NetSocket redis;
        private final RecordParser parser = RecordParser.newDelimited("\r\n");
        private Buffer command = Buffer.buffer();
        private String name = "";
        private int left;
        private boolean inWord;

        private Commands(NetSocket near, NetSocket redis) {
            this.redis = redis;
            parser.handler(this::part);
            near.handler(parser);
        }

        private void part(Buffer part) {
            command.appendBuffer(part);
            if (inWord) {
                inWord = false;
                parser.delimitedMode("\r\n");
                name = name.isEmpty() ? part.toString(StandardCharsets.UTF_8).strip() : name;
                left--;
                if (left == 0) {
                    whole();
                }
                return;
            }
            command.appendString("\r\n");
            int number = Integer.parseInt(part.getString(1, part.length()));
            if (part.getByte(0) == '*') {
                left = number;
            } else {
                inWord = true;
                parser.fixedSizeMode(number + 2);
            }
        }

        private void whole() {
            String now = error;
            boolean passes = now.isEmpty() || PASSED.contains(name.toUpperCase(Locale.ROOT));
            redis.write(passes ? command : failing(now));
            command = Buffer.buffer();
            name = "";
        }
    }

    private static Buffer failing(String error) {
        String script = "return redis.error_reply([[" + error + "]])";
        return Buffer.buffer("*3\r\n$4\r\nEVAL\r\n$" + script.length() + "\r\n" + script + "\r\n$1\r\n0\r\n");
    }

    @Override
    public void close() {
        Await.result(server.close());
        Await.result(client.close());
    }
}
