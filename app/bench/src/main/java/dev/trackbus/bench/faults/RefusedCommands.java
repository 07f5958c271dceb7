package dev.trackbus.bench.faults;

import java.util.List;

/**
 * Row 34: Redis is connected and refuses the commands on keys. Known programs are answered from memory, unknown ones with
 * 503, and health, a metric and one log line name the code. NOPERM comes from the ACL of a real Redis, the others through
 * a proxy.
 */
final class RefusedCommands implements RedisFaults.Fault {
    private static final int PROBES = 40;
    private static final String METRIC = "trackbus_redis_refused_total";

    private static final List<String> ERRORS = List.of(
            "MOVED 3999 127.0.0.1:6381",
            "MASTERDOWN Link with MASTER is down and replica-serve-stale-data is set to 'no'.",
            "LOADING Redis is loading the dataset in memory",
            "OOM command not allowed when used memory > 'maxmemory'.",
            "READONLY You can't write against a read only replica.");

    @Override
    public void play(Stage stage, Scale scale, PrivateRedis redis) {
        Step noPermission = new Step(
                "NOPERM",
                () -> redis.call(jedis -> jedis.aclSetUser("default", "resetkeys", "~other:*")),
                () -> redis.call(jedis -> jedis.aclSetUser("default", "allkeys")));
        play(stage, scale, redis, noPermission);
        for (String error : ERRORS.subList(0, Math.min(ERRORS.size(), scale.rounds() - 1))) {
            String code = error.substring(0, error.indexOf(' '));
            play(stage, scale, redis, new Step(code, () -> redis.refuse(error), () -> redis.refuse("")));
        }
    }

    private record Step(String code, Runnable begin, Runnable end) {}

    private static void play(Stage stage, Scale scale, PrivateRedis redis, Step step) {
        stage.outcome().round();
        FaultSignals signals = new FaultSignals(stage, new FaultSignals.Expected(step.code, step.code, METRIC));
        step.begin.run();
        redis.killSubscriptions();
        stage.driver().rate(scale.perSecond());
        expectUnavailable(stage, step.code);
        signals.expectShown();
        Await.pass(scale.fault().dividedBy(scale.rounds()));
        Tally during = stage.phase(step.code);
        stage.outcome().expectMostlyAnswered("known programs", during);
        step.end.run();
        signals.expectGone();
        TrackingProbe unknown = TrackingProbe.untilAnswered(stage.service().uri(), "unknown-after-" + step.code);
        stage.outcome().expect(unknown.status() == 404, "%s: unknown afterwards: %s", step.code, unknown);
    }

    /** Nothing can be said about ids that were never asked for. */
    private static void expectUnavailable(Stage stage, String code) {
        int others = 0;
        TrackingProbe last = null;
        for (int i = 0; i < PROBES; i++) {
            TrackingProbe answer = probe(stage, "unknown-" + code + "-" + i);
            others += answer.isUnavailable() ? 0 : 1;
            last = answer.isUnavailable() && last != null ? last : answer;
        }
        stage.outcome().expect(others == 0, "%s: %d of %d unknown ids got no 503: %s", code, others, PROBES, last);
    }

    private static TrackingProbe probe(Stage stage, String programId) {
        return TrackingProbe.of(stage.service().uri(), programId);
    }
}
