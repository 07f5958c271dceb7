package dev.trackbus.bench.faults;

import dev.trackbus.bench.ProgramCopies;
import dev.trackbus.local.LocalRedis;
import dev.trackbus.local.Port;
import dev.trackbus.local.SamplePrograms;
import dev.trackbus.proto.ProgramDocument;
import java.util.Map;
import java.util.function.Function;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Protocol;

/** Redis with the sample programs for one scenario alone, which may empty, restart or restrict it. */
final class PrivateRedis implements AutoCloseable {
    private final LocalRedis redis;
    private final RefusingRedis proxy;

    /** Starts it and lets the stage's service use it. */
    PrivateRedis(Stage stage) {
        redis = new LocalRedis(Port.free(), stage.folder().resolve("redis.log"));
        redis.start();
        SamplePrograms.load(redis.port());
        proxy = new RefusingRedis(stage.vertx(), redis.port());
        stage.with("REDIS_PORT", Integer.toString(proxy.port()));
    }

    /** Writes the sample programs and so many of their copies. */
    void fill(int copies) {
        SamplePrograms.load(redis.port());
        call(jedis -> {
            for (ProgramDocument each : ProgramCopies.first(copies)) {
                jedis.hset("program:" + each.programId(), each.fields());
            }
            return null;
        });
    }

    /** From now on commands on keys are answered with this error; an empty one lets them pass. */
    void refuse(String error) {
        proxy.refuse(error);
    }

    /** Stops it and starts it again on the same port, without data. */
    void restartEmpty() {
        redis.restart();
    }

    /** Gives commands on a connection of their own. */
    <T> T call(Function<Jedis, T> commands) {
        try (Jedis jedis = new Jedis("127.0.0.1", redis.port())) {
            return commands.apply(jedis);
        }
    }

    /** Ends the service's subscription; the service subscribes again and reads each program anew at its next use. */
    void killSubscriptions() {
        call(jedis -> jedis.sendCommand(Protocol.Command.CLIENT, "KILL", "TYPE", "pubsub"));
    }

    /** Returns how many connections are subscribed to the channel of changed programs. */
    long subscribers() {
        Map<String, String> count = call(jedis -> jedis.pubsubNumSub("program-updates"));
        return Long.parseLong(count.getOrDefault("program-updates", "0"));
    }

    @Override
    public void close() {
        proxy.close();
        redis.close();
    }
}
