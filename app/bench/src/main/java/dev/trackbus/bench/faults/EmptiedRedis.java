package dev.trackbus.bench.faults;

import dev.trackbus.bench.ProgramCopies;
import java.util.ArrayList;
import java.util.List;

/**
 * Row 36: Redis loses all programs under load, by FLUSHALL or by a restart without data. Known programs are answered from
 * memory, others with 503 and never with 404, and the service is degraded until Redis is filled again.
 *
 * @param restarted whether Redis is restarted without data, otherwise FLUSHALL empties it
 */
record EmptiedRedis(boolean restarted) implements RedisFaults.Fault {
    private static final FaultSignals.Expected EXPECTED =
            new FaultSignals.Expected("Redis is empty", "empty", "trackbus_redis_empty");
    private static final int UNASKED = 40;

    @Override
    public void play(Stage stage, Scale scale, PrivateRedis redis) {
        redis.fill(UNASKED);
        FaultSignals signals = new FaultSignals(stage, EXPECTED);
        empty(redis);
        signals.expectShown();
        expectUnavailable(stage, 0);
        Await.pass(scale.fault());
        expectUnavailable(stage, UNASKED / 2);
        Tally during = stage.phase("empty");
        stage.outcome().expectMostlyAnswered("known programs", during);
        redis.fill(UNASKED);
        signals.expectGone();
        expectKnownAgain(stage);
    }

    private void empty(PrivateRedis redis) {
        if (restarted) {
            redis.restartEmpty();
        } else {
            redis.call(jedis -> jedis.flushAll());
            redis.killSubscriptions();
        }
    }

    /** Programs that exist and were never asked for, and an id that no program ever had: none of them is called unknown. */
    private static void expectUnavailable(Stage stage, int from) {
        List<String> others = new ArrayList<>();
        for (int i = from; i < from + UNASKED / 2; i++) {
            TrackingProbe answer = TrackingProbe.of(
                    stage.service().uri(), ProgramCopies.number(i + 1).programId());
            if (!answer.isUnavailable()) {
                others.add(answer.toString());
            }
        }
        stage.outcome().expect(others.isEmpty(), "%d got no 503: %s", others.size(), others);
        TrackingProbe never = TrackingProbe.of(stage.service().uri(), "never-" + from);
        stage.outcome().expect(never.isUnavailable(), "an id that no program has got no 503: %s", never);
    }

    private static void expectKnownAgain(Stage stage) {
        TrackingProbe known = TrackingProbe.untilAnswered(
                stage.service().uri(), ProgramCopies.number(UNASKED).programId());
        TrackingProbe unknown = TrackingProbe.untilAnswered(stage.service().uri(), "never-filled");
        stage.outcome().expect(known.status() == 200, "filled again: %s", known);
        stage.outcome().expect(unknown.status() == 404, "filled again, an unknown id: %s", unknown);
    }
}
