package dev.trackbus.bench;

import dev.trackbus.proto.ProgramDocument;
import dev.trackbus.proto.ProgramJson;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;

/**
 * Changes programs again and again at a steady rate, one after the other: writes the hash and tells the channel, as the
 * updater does. Only their versions change, so whoever judges events need not know of it. On a thread of its own.
 */
public final class Pusher implements AutoCloseable {
    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final String CHANNEL = "program-updates";

    private final int redisPort;
    private final List<ProgramDocument> programs;
    private final int perSecond;
    private final Thread thread = new Thread(this::run, "pusher");
    private volatile boolean closed;
    private volatile long pushed;
    private volatile String fault = "";

    /**
     * Begins at once.
     *
     * @param redisPort where Redis listens on 127.0.0.1
     * @param programs  at least one
     * @param perSecond changes a second, 0 for none
     */
    public Pusher(int redisPort, List<ProgramDocument> programs, int perSecond) {
        this.redisPort = redisPort;
        this.programs = programs;
        this.perSecond = perSecond;
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * How many changes Redis has taken so far.
     *
     * @return at least 0
     */
    public long pushed() {
        return pushed;
    }

    /**
     * Why it ended before it was closed.
     *
     * @return empty where it did not
     */
    public String fault() {
        return fault;
    }

    private void run() {
        long start = System.nanoTime();
        try (Jedis redis = new Jedis("127.0.0.1", redisPort);
                Pipeline pipeline = redis.pipelined()) {
            while (!closed) {
                long due = (long) ((System.nanoTime() - start) * 1e-9 * perSecond);
                for (long i = pushed; i < due; i++) {
                    push(pipeline, programs.get((int) (i % programs.size())));
                }
                pipeline.sync();
                pushed = due;
                LockSupport.parkNanos(TICK_NANOS);
            }
        } catch (RuntimeException e) {
            fault = e.toString();
        }
    }

    private static void push(Pipeline pipeline, ProgramDocument program) {
        Map<String, String> fields = new HashMap<>(program.fields());
        fields.put("version", Long.toString(System.currentTimeMillis()));
        ProgramDocument changed = new ProgramDocument(fields);
        pipeline.hset("program:" + changed.programId(), fields);
        pipeline.publish(CHANNEL, ProgramJson.write(changed));
    }

    /** Pushes no more; waits for what is under way. */
    @Override
    public void close() {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
