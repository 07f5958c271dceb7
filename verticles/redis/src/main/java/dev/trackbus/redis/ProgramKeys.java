package dev.trackbus.redis;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Keys of the programs.
 *
 * @param prefix before the programId, may be empty
 */
record ProgramKeys(String prefix) {
    private static final Pattern PROGRAM_ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    /** Returns the command that reads a program. */
    Request read(String programId) {
        return Request.cmd(Command.HGETALL, prefix + programId);
    }

    /** Returns the command that reads one field of a program. */
    Request read(String programId, String field) {
        return Request.cmd(Command.HGET, prefix + programId, field);
    }

    /**
     * Returns the command for a page of the keys.
     *
     * @param cursor where the page starts
     * @param count  keys of the database that Redis looks at
     */
    Request scan(String cursor, int count) {
        return Request.cmd(Command.SCAN, cursor, "MATCH", literally(prefix) + "*", "COUNT", count, "TYPE", "hash");
    }

    /** Returns the page in an answer to {@link #scan}. */
    ProgramStore.Page page(Response answer) {
        List<String> ids = answer.get(1).stream()
                .map(Response::toString)
                .filter(key -> key.startsWith(prefix))
                .map(key -> key.substring(prefix.length()))
                .filter(id -> PROGRAM_ID.matcher(id).matches())
                .toList();
        return new ProgramStore.Page(ids, answer.get(0).toString());
    }

    /** The prefix as a pattern of Redis that means nothing but itself. */
    private static String literally(String prefix) {
        return prefix.replaceAll("[\\\\*?\\[\\]]", "\\\\$0");
    }
}
