package dev.trackbus.cache;

import static dev.trackbus.cache.CoreData.deleted;
import static dev.trackbus.cache.CoreData.found;
import static dev.trackbus.cache.CoreData.missing;
import static dev.trackbus.cache.CoreData.outdated;
import static dev.trackbus.cache.CoreData.updated;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trackbus.bus.ProgramLookup;
import io.micrometer.core.instrument.Meter;
import org.junit.jupiter.api.Test;

/** When each meter counts. */
class CacheMetricsTest {
    private final CacheFixture fixture = new CacheFixture(1, 1);

    private void load(String programId, ProgramLookup state) {
        fixture.validate(programId);
        fixture.redisSays(state);
    }

    private double size(String cache, int instance) {
        return fixture.registry
                .get("trackbus.cache.entries")
                .tags("cache", cache, "instance", String.valueOf(instance))
                .gauge()
                .value();
    }

    @Test
    void countsEveryRequestThatWaitsAsAMiss() {
        fixture.validate();
        fixture.validate();
        fixture.redisSays(found(1));
        assertThat(fixture.count("misses")).isEqualTo(2);
        assertThat(fixture.count("hits")).isZero();
    }

    @Test
    void countsARequestJudgedFromMemoryAsAHit() {
        load("a", found(1));
        fixture.validate("a");
        assertThat(fixture.count("hits")).isEqualTo(1);
        assertThat(fixture.count("negative.hits")).isZero();
        assertThat(fixture.count("misses")).isEqualTo(1);
    }

    @Test
    void countsARememberedMissAsANegativeHit() {
        load("a", missing(0));
        fixture.validate("a");
        assertThat(fixture.count("negative.hits")).isEqualTo(1);
        assertThat(fixture.count("hits")).isZero();
    }

    @Test
    void countsAStaleAnswerAfterTheFailureAndWithinThePause() {
        load("a", found(1));
        fixture.pass(CacheFixture.TTL);
        fixture.validate("a");
        fixture.redisFails();
        assertThat(fixture.count("stale")).isEqualTo(1);
        fixture.validate("a");
        assertThat(fixture.count("stale")).isEqualTo(2);
        assertThat(fixture.count("misses")).isEqualTo(2);
    }

    @Test
    void countsAFailedFlightOnceForAllWhoWait() {
        fixture.validate();
        fixture.validate();
        fixture.redisFails();
        assertThat(fixture.count("load.failures")).isEqualTo(1);
    }

    @Test
    void countsWhatLeavesForLackOfRoom() {
        load("a", found(1));
        load("b", found(1));
        load("c", missing(1));
        load("d", missing(1));
        load("e", missing(1));
        assertThat(fixture.count("evictions", "cache", "programs")).isEqualTo(1);
        assertThat(fixture.count("evictions", "cache", "missing")).isEqualTo(2);
    }

    @Test
    void countsNoReplacementDropOrEndOfTimeAsAnEviction() {
        load("212313", found(1));
        fixture.push(updated(2));
        fixture.push(outdated());
        load("212313", found(1));
        fixture.pass(CacheFixture.TTL.plus(CacheFixture.STALE_LIMIT));
        load("212313", found(1));
        assertThat(fixture.count("evictions", "cache", "programs")).isZero();
    }

    @Test
    void countsPushesByKindAndOutcome() {
        fixture.push(updated(5));
        fixture.push(updated(4));
        fixture.push(updated(3));
        fixture.push(deleted(4));
        fixture.push(deleted(6));
        fixture.push(deleted(6));
        fixture.push(deleted(6));
        fixture.push(outdated());
        assertThat(fixture.count("pushes", "kind", "updated", "outcome", "applied"))
                .isEqualTo(1);
        assertThat(fixture.count("pushes", "kind", "updated", "outcome", "older"))
                .isEqualTo(2);
        assertThat(fixture.count("pushes", "kind", "deleted", "outcome", "applied"))
                .isEqualTo(3);
        assertThat(fixture.count("pushes", "kind", "deleted", "outcome", "older"))
                .isEqualTo(1);
        assertThat(fixture.count("pushes", "kind", "outdated", "outcome", "applied"))
                .isEqualTo(1);
    }

    @Test
    void showsTheSizesOfEachInstanceOnItsOwn() {
        CacheFixture other = new CacheFixture();
        CacheMetrics others = new CacheMetrics(fixture.registry);
        fixture.metrics.watch(fixture.l1);
        others.watch(other.l1);
        load("a", found(1));
        other.push(updated(1));
        other.validate("b");
        other.redisSays(missing(0));
        assertThat(size("programs", 0)).isEqualTo(1);
        assertThat(size("missing", 0)).isZero();
        assertThat(size("missing", 1)).isEqualTo(1);
    }

    @Test
    void forgetsTheSizesOfAnInstanceThatStopped() {
        fixture.metrics.watch(fixture.l1);
        fixture.metrics.close();
        assertThat(fixture.registry.find("trackbus.cache.entries").gauges()).isEmpty();
    }

    @Test
    void describesEveryMeter() {
        fixture.metrics.watch(fixture.l1);
        assertThat(fixture.registry.getMeters())
                .hasSize(15)
                .extracting(Meter::getId)
                .allSatisfy(id -> {
                    assertThat(id.getName()).startsWith("trackbus.cache.");
                    assertThat(id.getDescription()).isNotBlank();
                });
    }
}
