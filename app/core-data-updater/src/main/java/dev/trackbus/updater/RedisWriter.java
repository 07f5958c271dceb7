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
 * Writes updates in their order over one connection, which is opened at the first update, kept between invocations and
 * replaced when it fails. Pipelined; by one thread at a time. What is written before the first answer is read fits the
 * socket's buffer: a write has no time-out, so it must never wait for a Redis that has stopped reading.
 *
 * <p>After a fault nobody knows how many of the updates behind the last answer were written. They are written again from
 * there on, in order: the script makes that harmless.
 */
final class RedisWriter {
    private static final Logger LOG = LoggerFactory.getLogger(RedisWriter.class);
    private static final int PIPELINE = 256;
    private static final int PIPELINE_BYTES = 32 * 1_024;

    private final Supplier<Connection> connections;
    private final PutScript script;
    private Connection connection;
    private boolean scriptKnown;

    RedisWriter(Supplier<Connection> connections, PutScript script) {
        this.connections = connections;
        this.script = script;
    }

    /**
     * Writes updates; blocks.
     *
     * @param updates  in the order in which they are to be written
     * @param answered takes the script's answer to each, in order, as far as it comes
     * @param deadline nothing is written, and no answer awaited, after it
     * @throws RuntimeException if Redis failed, or the time was up; what was answered stays written
     */
    void write(List<Update> updates, Consumer<Long> answered, Deadline deadline) {
        int done = 0;
        while (done < updates.size()) {
            try {
                check(deadline);
                done += pipeline(updates.subList(done, end(updates, done)), answered, deadline);
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

    /** The end of a pipeline: one update at least, however large. */
    private static int end(List<Update> updates, int from) {
        int most = Math.min(from + PIPELINE, updates.size());
        int bytes = updates.get(from).bytes();
        int end = from + 1;
        while (end < most && bytes + updates.get(end).bytes() <= PIPELINE_BYTES) {
            bytes += updates.get(end).bytes();
            end++;
        }
        return end;
    }

    /** How many were written: fewer than given where Redis has forgotten the script, or never knew it. */
    private int pipeline(List<Update> updates, Consumer<Long> answered, Deadline deadline) {
        if (connection == null) {
            connection = connections.get();
            scriptKnown = false;
        }
        for (int i = 0; i < updates.size(); i++) {
            connection.sendCommand(script.command(updates.get(i), scriptKnown || i > 0));
        }
        scriptKnown = true;
        int written = 0;
        for (int i = 0; i < updates.size(); i++) {
            check(deadline);
            try {
                Long answer = (Long) connection.getOne();
                if (scriptKnown) {
                    answered.accept(answer);
                    written++;
                }
            } catch (JedisNoScriptException e) {
                scriptKnown = false;
            }
        }
        return written;
    }

    /** Closes the connection; the next update opens another. */
    void close() {
        if (connection != null) {
            Connection closing = connection;
            connection = null;
            try {
                closing.forceDisconnect();
            } catch (IOException e) {
                LOG.debug("a connection to Redis did not close in order", e);
            }
        }
    }
}
