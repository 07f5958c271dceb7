package dev.trackbus.tracker.programs;

import dev.trackbus.kinesis.stub.Received;
import dev.trackbus.kinesis.stub.ScriptedKinesis;
import dev.trackbus.proto.ProgramDocument;
import dev.trackbus.proto.ProgramJson;
import dev.trackbus.redis.fault.RedisProcess;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Moves what a scripted stream takes into Redis, unless Redis has a newer version. */
final class StandInUpdater implements AutoCloseable {
    private final ScriptedKinesis stream;
    private final RedisProcess redis;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    private int moved;

    StandInUpdater(ScriptedKinesis stream, RedisProcess redis) {
        this.stream = stream;
        this.redis = redis;
        thread.scheduleWithFixedDelay(this::move, 0, 10, TimeUnit.MILLISECONDS);
    }

    private void move() {
        List<Received> taken = stream.taken();
        for (Received each : taken.subList(moved, taken.size())) {
            ProgramDocument program = ProgramJson.read(new String(each.data(), StandardCharsets.UTF_8));
            String key = "program:" + program.programId();
            redis.call(jedis -> {
                String stored = jedis.hget(key, "version");
                if (stored == null
                        || Long.parseLong(stored) <= program.version().orElseThrow()) {
                    jedis.del(key);
                    jedis.hset(key, program.fields());
                }
                return null;
            });
            moved++;
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
