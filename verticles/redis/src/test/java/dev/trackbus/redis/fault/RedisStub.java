package dev.trackbus.redis.fault;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import io.vertx.core.parsetools.RecordParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Redis server stub on a port of the system's choice. It holds no keys, and refuses reads when told to. */
public final class RedisStub {
    private volatile String refusal = "";
    private NetServer server;

    /** Reads the lines of one connection: a command is an array of bulk strings without line ends. */
    private final class Session {
        private final NetSocket socket;
        private final List<String> words = new ArrayList<>();
        private int missing;

        private Session(NetSocket socket) {
            this.socket = socket;
            socket.handler(RecordParser.newDelimited("\r\n", line -> take(line.toString())));
        }

        private void take(String line) {
            if (line.startsWith("*")) {
                missing = Integer.parseInt(line.substring(1));
            } else if (!line.startsWith("$")) {
                words.add(line);
                if (words.size() == missing) {
                    socket.write(answer(words));
                    words.clear();
                }
            }
        }
    }

    /**
     * Starts a stub.
     *
     * @param vertx on whose event loop it works
     * @return the stub when it accepts connections
     */
    public static Future<RedisStub> start(Vertx vertx) {
        RedisStub stub = new RedisStub();
        stub.server = vertx.createNetServer().connectHandler(socket -> stub.new Session(socket));
        return stub.server.listen(0, "127.0.0.1").map(stub);
    }

    private String answer(List<String> command) {
        return switch (command.get(0).toUpperCase(Locale.ROOT)) {
            case "HGETALL" -> refusal.isEmpty() ? "*0\r\n" : "-" + refusal + "\r\n";
            case "SCAN" -> "*2\r\n$1\r\n0\r\n*0\r\n";
            case "SUBSCRIBE" ->
                "*3\r\n$9\r\nsubscribe\r\n$" + command.get(1).length() + "\r\n" + command.get(1) + "\r\n:1\r\n";
            default -> "+PONG\r\n";
        };
    }

    /**
     * Answers each read with an error from now on.
     *
     * @param error the whole error, its code first
     */
    public void refuse(String error) {
        refusal = error;
    }

    /** Answers reads again. */
    public void accept() {
        refusal = "";
    }

    /**
     * Where it listens, on 127.0.0.1.
     *
     * @return its port
     */
    public int port() {
        return server.actualPort();
    }
}
