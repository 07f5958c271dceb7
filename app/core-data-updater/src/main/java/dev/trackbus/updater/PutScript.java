package dev.trackbus.updater;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;

/** Lua script that writes and publishes a program in one step, and the commands that call it. */
final class PutScript {
    /** Result of the script for a program that it has stored. 0 means that Redis contains a newer version. */
    static final long STORED = 1;

    private static final String TEXT = text();
    private static final String SHA = sha(TEXT);

    private final String keyPrefix;
    private final String channel;
    private final String tombstoneMillis;

    PutScript(UpdaterConfig config) {
        this.keyPrefix = config.keyPrefix();
        this.channel = config.channel();
        this.tombstoneMillis = Long.toString(config.tombstoneTtl().toMillis());
    }

    private static String text() {
        try (InputStream in = PutScript.class.getResourceAsStream("put-program.lua")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String sha(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Returns the command that writes an update.
     *
     * @param update update to write
     * @param cached whether Redis has the script in its script cache, so that its digest suffices
     * @return EVALSHA or EVAL
     */
    CommandArguments command(ProgramUpdate update, boolean cached) {
        CommandArguments command =
                cached ? new CommandArguments(Command.EVALSHA).add(SHA) : new CommandArguments(Command.EVAL).add(TEXT);
        command.add(1)
                .add(keyPrefix + update.document().programId())
                .add(update.version())
                .add(update.document().deleted() ? tombstoneMillis : "0")
                .add(channel)
                .add(update.message());
        update.document().fields().forEach((field, value) -> command.add(field).add(value));
        return command;
    }
}
