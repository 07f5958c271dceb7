package dev.trackbus.cache;

import static dev.trackbus.cache.CoreData.deleted;
import static dev.trackbus.cache.CoreData.found;
import static dev.trackbus.cache.CoreData.missing;
import static dev.trackbus.cache.CoreData.outdated;
import static dev.trackbus.cache.CoreData.updated;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trackbus.bus.Lookup;
import io.micrometer.core.instrument.Meter;
import org.junit.jupiter.api.Test;

/** When each meter counts. */
class CacheMetricsTest {
    private final Scene scene = new Scene(1, 1);

    private void load(String programId, Lookup state) {
        scene.judge(programId);
        scene.redisSays(state);
    }

    private double size(String cache, int instance) {
        return scene.registry
                .get("trackbus.cache.entries")
                .tags("cache", cache, "instance", String.valueOf(instance))
                .gauge()
                .value();
    }

    @Test
    void countsEveryRequestThatWaitsAsAMiss() {
        scene.judge();
        scene.judge();
        scene.redisSays(found(1));
        assertThat(scene.count("misses")).isEqualTo(2);
        assertThat(scene.count("hits")).isZero();
    }

    @Test
    void countsARequestJudgedFromMemoryAsAHit() {
        load("a", found(1));
        scene.judge("a");
        assertThat(scene.count("hits")).isEqualTo(1);
        assertThat(scene.count("negative.hits")).isZero();
        assertThat(scene.count("misses")).isEqualTo(1);
    }

    @Test
    void countsARememberedMissAsANegativeHit() {
        load("a", missing(0));
        scene.judge("a");
        assertThat(scene.count("negative.hits")).isEqualTo(1);
        assertThat(scene.count("hits")).isZero();
    }

    @Test
    void countsAStaleAnswerAfterTheFailureAndWithinThePause() {
        load("a", found(1));
        scene.pass(Scene.TTL);
        scene.judge("a");
        scene.redisFails();
        assertThat(scene.count("stale")).isEqualTo(1);
        scene.judge("a");
        assertThat(scene.count("stale")).isEqualTo(2);
        assertThat(scene.count("misses")).isEqualTo(2);
    }

    @Test
    void countsAFailedFlightOnceForAllWhoWait() {
        scene.judge();
        scene.judge();
        scene.redisFails();
        assertThat(scene.count("load.failures")).isEqualTo(1);
    }

    @Test
    void countsWhatLeavesForLackOfRoom() {
        load("a", found(1));
        load("b", found(1));
        load("c", missing(1));
        load("d", missing(1));
        load("e", missing(1));
        assertThat(scene.count("evictions", "cache", "programs")).isEqualTo(1);
        assertThat(scene.count("evictions", "cache", "missing")).isEqualTo(2);
    }

    @Test
    void countsNoReplacementDropOrEndOfTimeAsAnEviction() {
        load("212313", found(1));
        scene.push(updated(2));
        scene.push(outdated());
        load("212313", found(1));
        scene.pass(Scene.TTL.plus(Scene.STALE_LIMIT));
        load("212313", found(1));
        assertThat(scene.count("evictions", "cache", "programs")).isZero();
    }

    @Test
    void countsPushesByKindAndOutcome() {
        scene.push(updated(5));
        scene.push(updated(4));
        scene.push(updated(3));
        scene.push(deleted(4));
        scene.push(deleted(6));
        scene.push(deleted(6));
        scene.push(deleted(6));
        scene.push(outdated());
        assertThat(scene.count("pushes", "kind", "updated", "outcome", "applied"))
                .isEqualTo(1);
        assertThat(scene.count("pushes", "kind", "updated", "outcome", "older")).isEqualTo(2);
        assertThat(scene.count("pushes", "kind", "deleted", "outcome", "applied"))
                .isEqualTo(3);
        assertThat(scene.count("pushes", "kind", "deleted", "outcome", "older")).isEqualTo(1);
        assertThat(scene.count("pushes", "kind", "outdated", "outcome", "applied"))
                .isEqualTo(1);
    }

    @Test
    void showsTheSizesOfEachInstanceOnItsOwn() {
        Scene other = new Scene();
        CacheMetrics others = new CacheMetrics(scene.registry);
        scene.metrics.watch(scene.l1);
        others.watch(other.l1);
        load("a", found(1));
        other.push(updated(1));
        other.judge("b");
        other.redisSays(missing(0));
        assertThat(size("programs", 0)).isEqualTo(1);
        assertThat(size("missing", 0)).isZero();
        assertThat(size("missing", 1)).isEqualTo(1);
    }

    @Test
    void forgetsTheSizesOfAnInstanceThatStopped() {
        scene.metrics.watch(scene.l1);
        scene.metrics.close();
        assertThat(scene.registry.find("trackbus.cache.entries").gauges()).isEmpty();
    }

    @Test
    void describesEveryMeter() {
        scene.metrics.watch(scene.l1);
        assertThat(scene.registry.getMeters())
                .hasSize(15)
                .extracting(Meter::getId)
                .allSatisfy(id -> {
                    assertThat(id.getName()).startsWith("trackbus.cache.");
                    assertThat(id.getDescription()).isNotBlank();
                });
    }
}
