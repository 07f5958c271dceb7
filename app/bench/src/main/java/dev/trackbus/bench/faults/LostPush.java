package dev.trackbus.bench.faults;

import dev.trackbus.bench.ProgramCopies;
import dev.trackbus.proto.ProgramDocument;
import dev.trackbus.proto.ProgramJson;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.Response;

/**
 * Row 35: a burst of pushes, then the subscription is killed, and the program is switched off while nobody is subscribed.
 * As soon as the service has subscribed again, the next request gets the last change.
 */
final class LostPush implements RedisFaults.Fault {
    private static final int FIRST = 1_000;
    private static final int BURST = 4_000;
    private static final Duration RESUBSCRIBED = Duration.ofSeconds(10);
    private static final Duration REQUESTED_AFTER = Duration.ofMillis(500);
    private static final String CHANNEL = "program-updates";
    private static final int GONE = 410;

    @Override
    public void play(Stage stage, Scale scale, PrivateRedis redis) {
        for (int round = 1; round <= scale.rounds(); round++) {
            play(stage, redis, ProgramCopies.number(FIRST + round));
            stage.outcome().round();
        }
        Tally during = stage.phase("all rounds");
        stage.outcome().expectMostlyAnswered("known programs", during);
    }

    private static void play(Stage stage, PrivateRedis redis, ProgramDocument program) {
        String id = program.programId();
        redis.call(jedis -> jedis.hset("program:" + id, program.fields()));
        TrackingProbe before = TrackingProbe.untilAnswered(stage.service().uri(), id);
        stage.outcome().expect(before.status() == 200, "%s before: %s", id, before);
        redis.call(jedis -> {
            burst(jedis, program);
            long heard = switchOff(jedis, program);
            stage.outcome().expect(heard == 0, "%s: the last change was heard by %d", id, heard);
            return null;
        });
        boolean back = Await.until(RESUBSCRIBED, () -> redis.subscribers() == 1)
                && Await.until(
                        RESUBSCRIBED, () -> Health.ready(stage.service().uri()).isUp());
        stage.outcome().expect(back, "not subscribed again within %s", RESUBSCRIBED);
        Await.pass(REQUESTED_AFTER);
        TrackingProbe after = TrackingProbe.untilAnswered(stage.service().uri(), id);
        stage.outcome().expect(after.status() == GONE, "%s is switched off, the answer is: %s", id, after);
    }

    private static void burst(Jedis jedis, ProgramDocument program) {
        try (Pipeline pipeline = jedis.pipelined()) {
            for (int i = 1; i <= BURST; i++) {
                pipeline.publish(CHANNEL, ProgramJson.write(changed(program, i, true)));
            }
        }
    }

    /** Returns how many subscribers heard of it. */
    private static long switchOff(Jedis jedis, ProgramDocument program) {
        ProgramDocument off = changed(program, BURST + 1, false);
        try (Pipeline pipeline = jedis.pipelined()) {
            pipeline.sendCommand(Protocol.Command.CLIENT, "KILL", "TYPE", "pubsub");
            pipeline.hset("program:" + off.programId(), off.fields());
            Response<Long> heard = pipeline.publish(CHANNEL, ProgramJson.write(off));
            pipeline.sync();
            return heard.get();
        }
    }

    private static ProgramDocument changed(ProgramDocument program, int change, boolean active) {
        Map<String, String> fields = new HashMap<>(program.fields());
        fields.put("active", Boolean.toString(active));
        fields.put("version", Long.toString(Long.parseLong(fields.getOrDefault("version", "0")) + change));
        return new ProgramDocument(fields);
    }
}
