package dev.trackbus.updater;

import dev.trackbus.function.Deadline;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import redis.clients.jedis.Connection;
import redis.clients.jedis.exceptions.JedisException;
import redis.clients.jedis.exceptions.JedisNoScriptException;

/**
 * Writer of updates to Redis, in order and pipelined, for one thread at a time. It opens a connection for the first
 * update, keeps it between invocations and replaces it after a failure. A pipeline fits into the send buffer of the
 * socket: a write has no timeout, so it must not wait for a Redis that has stopped reading.
 *
 * <p>After a failure, Redis may have executed updates without a result. The caller writes them again from there, in
 * order. The script makes that idempotent.
 */
final class RedisWriter {
    private static final Logger LOG = LoggerFactory.getLogger(RedisWriter.class);
    private static final int PIPELINE = 256;
    private static final int PIPELINE_BYTES = 32 * 1_024;

    private final Supplier<Connection> connections;
    private final PutScript script;
    private Connection connection;
    private boolean scriptCached;

    RedisWriter(Supplier<Connection> connections, PutScript script) {
        this.connections = connections;
        this.script = script;
    }

    /**
     * Writes updates. Blocks.
     *
     * @param updates  updates, in the order in which to write them
     * @param results  receives the result of the script for each update, in order, until a failure
     * @param deadline time after which it writes no update and awaits no result
     * @throws RuntimeException if Redis fails, or the deadline passes; updates with a result stay written
     */
    void write(List<ProgramUpdate> updates, Consumer<Long> results, Deadline deadline) {
        int written = 0;
        while (written < updates.size()) {
            try {
                check(deadline);
                written += pipeline(updates.subList(written, end(updates, written)), results, deadline);
            } catch (RuntimeException e) {
                close();
                throw e;
            }
        }
    }

    private static void check(Deadline deadline) {
        if (deadline.passed()) {
            throw new JedisException("no time left");
        }
    }

    /** Returns the end of the next pipeline, which contains at least one update of any size. */
    private static int end(List<ProgramUpdate> updates, int from) {
        int most = Math.min(from + PIPELINE, updates.size());
        int bytes = updates.get(from).bytes();
        int end = from + 1;
        while (end < most && bytes + updates.get(end).bytes() <= PIPELINE_BYTES) {
            bytes += updates.get(end).bytes();
            end++;
        }
        return end;
    }

    /** Returns the number of updates written. It is smaller than the pipeline if Redis has lost the script. */
    private int pipeline(List<ProgramUpdate> updates, Consumer<Long> results, Deadline deadline) {
        if (connection == null) {
            connection = connections.get();
            scriptCached = false;
        }
        for (int i = 0; i < updates.size(); i++) {
            connection.sendCommand(script.command(updates.get(i), scriptCached || i > 0));
        }
        scriptCached = true;
        int written = 0;
        for (int i = 0; i < updates.size(); i++) {
            check(deadline);
            try {
                Long result = (Long) connection.getOne();
                if (scriptCached) {
                    results.accept(result);
                    written++;
                }
            } catch (JedisNoScriptException e) {
                scriptCached = false;
            }
        }
        return written;
    }

    /** Closes the connection. The next update opens a new one. */
    void close() {
        if (connection != null) {
            Connection closing = connection;
            connection = null;
            try {
                closing.forceDisconnect();
            } catch (IOException e) {
                LOG.debug("Cannot close a connection to Redis", e);
            }
        }
    }
}
