package dev.trackbus.bench.faults;

import dev.trackbus.kinesis.stub.Fault;
import dev.trackbus.kinesis.stub.Script;
import java.time.Duration;

/** Row 13: late and jittery answers, 64 KB a second, resets within requests, resets in place of answers. */
final class SlowNetwork implements Scenario {
    private static final int SLOW = 64 << 10;
    private static final int EVERY = 5;
    private static final int WAYS = 4;
    private static final int RECORDS_IN_FLIGHT = 2_000;

    @Override
    public void play(Stage stage, Scale scale) {
        Duration share = scale.fault().dividedBy(WAYS);
        stage.start();
        stage.warmUp(scale.perSecond());
        expectWell(stage, "late", scale, () -> jitter(stage, share));
        stage.network().pass();
        stage.network().throttle(SLOW);
        expectWell(stage, "64 KB a second", scale, () -> Await.pass(share));
        stage.network().pass();
        stage.awaitDelivered(share.plusSeconds(10));
        stage.judge().read();
        int before = stage.judge().duplicates();
        stage.outcome().expect(before == 0, "%d duplicates though nothing failed", before);
        int resets = (int) (share.toMillis() / 500);
        expectWell(stage, "resets", scale, () -> reset(stage, resets));
        long calls = stage.kinesis().calls();
        stage.kinesis().play(Script.NORMAL.takingThen(Fault.every(EVERY, Fault.reset())));
        expectWell(stage, "resets in place of answers", scale, () -> Await.pass(share));
        calls = stage.kinesis().calls() - calls;
        stage.kinesis().play(Script.NORMAL);
        Findings found = stage.settle(share.plusSeconds(10));
        long most = (long) resets * RECORDS_IN_FLIGHT + calls / EVERY * (RECORDS_IN_FLIGHT / Stage.SHARDS);
        stage.outcome().expect(found.duplicates() <= most, "%d duplicates, at most %d", found.duplicates(), most);
    }

    private static void jitter(Stage stage, Duration share) {
        long end = System.nanoTime() + share.toNanos();
        for (int i = 0; System.nanoTime() < end; i++) {
            stage.network().delay(Duration.ofMillis(i % 2 == 0 ? 20 : 150));
            Await.pass(Duration.ofMillis(200));
        }
    }

    private static void reset(Stage stage, int times) {
        for (int i = 0; i < times; i++) {
            Await.pass(Duration.ofMillis(500));
            stage.network().reset();
        }
    }

    private static void expectWell(Stage stage, String name, Scale scale, Runnable fault) {
        stage.outcome().round();
        stage.driver().rate(scale.perSecond());
        fault.run();
        Tally during = stage.phase(name);
        stage.outcome().expect(during.allWell(), "%s: not all was answered: %s", name, during);
    }
}
