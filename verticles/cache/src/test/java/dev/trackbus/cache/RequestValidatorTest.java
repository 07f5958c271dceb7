package dev.trackbus.cache;

import static dev.trackbus.cache.CacheFixture.MISSING_TTL;
import static dev.trackbus.cache.CacheFixture.MOMENT;
import static dev.trackbus.cache.CacheFixture.TTL;
import static dev.trackbus.cache.CoreData.found;
import static dev.trackbus.cache.CoreData.missing;
import static dev.trackbus.cache.VerdictAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trackbus.bus.Failure;
import dev.trackbus.bus.ValidationResult;
import io.vertx.core.Future;
import org.junit.jupiter.api.Test;

/** What a request is judged by while Redis answers. */
class RequestValidatorTest {
    @Test
    void asksRedisForAProgramThatIsNotInMemory() {
        CacheFixture fixture = new CacheFixture();
        Future<ValidationResult> judged = fixture.validate();
        assertThat(judged).isWaiting();
        fixture.redisSays(found(1));
        assertThat(judged).isAcceptedByVersion(1);
        assertThat(fixture.asked).containsExactly(CoreData.ID);
    }

    @Test
    void answersFromMemoryToTheLastMomentOfTheTimeToLive() {
        CacheFixture fixture = CacheFixture.knowing(found(1));
        fixture.pass(TTL.minus(MOMENT));
        assertThat(fixture.validate()).isAcceptedByVersion(1);
        assertThat(fixture.asked).isEmpty();
    }

    @Test
    void asksAgainWhenTheTimeToLiveIsOver() {
        CacheFixture fixture = CacheFixture.knowing(found(1));
        fixture.pass(TTL);
        Future<ValidationResult> judged = fixture.validate();
        fixture.redisSays(found(2));
        assertThat(judged).isAcceptedByVersion(2);
        assertThat(fixture.validate()).isAcceptedByVersion(2);
        assertThat(fixture.asked).hasSize(1);
    }

    @Test
    void takesAnOlderStateFromRedisWhichMayHaveBeenRestored() {
        CacheFixture fixture = CacheFixture.knowing(found(5));
        fixture.pass(TTL);
        fixture.validate();
        fixture.redisSays(found(0));
        assertThat(fixture.validate()).isAcceptedByVersion(0);
    }

    @Test
    void reusesDoNotProlongTheTimeToLive() {
        CacheFixture fixture = CacheFixture.knowing(found(1));
        fixture.pass(TTL.minus(MOMENT));
        fixture.validate();
        fixture.pass(MOMENT);
        assertThat(fixture.validate()).isWaiting();
    }

    @Test
    void remembersThatAProgramIsMissing() {
        CacheFixture fixture = CacheFixture.knowing(missing(0));
        fixture.pass(MISSING_TTL.minus(MOMENT));
        assertThat(fixture.validate()).isUnknown();
        assertThat(fixture.asked).isEmpty();
    }

    @Test
    void asksAgainForAMissingProgramAfterItsTime() {
        CacheFixture fixture = CacheFixture.knowing(missing(0));
        fixture.pass(MISSING_TTL);
        Future<ValidationResult> judged = fixture.validate();
        assertThat(judged).isWaiting();
        fixture.redisSays(found(0));
        assertThat(judged).isAcceptedByVersion(0);
        assertThat(fixture.validate()).isAcceptedByVersion(0);
    }

    @Test
    void forgetsAProgramThatHasGoneFromRedis() {
        CacheFixture fixture = CacheFixture.knowing(found(1));
        fixture.pass(TTL);
        Future<ValidationResult> judged = fixture.validate();
        fixture.redisSays(missing(0));
        assertThat(judged).isUnknown();
        assertThat(fixture.validate()).isUnknown();
        assertThat(fixture.asked).hasSize(1);
    }

    @Test
    void asksOnceForAllWhoWaitForTheSameProgram() {
        CacheFixture fixture = new CacheFixture();
        Future<ValidationResult> first = fixture.validate();
        Future<ValidationResult> second = fixture.validate();
        fixture.redisSays(found(1));
        assertThat(first).isAcceptedByVersion(1);
        assertThat(second).isAcceptedByVersion(1);
        assertThat(fixture.asked).hasSize(1);
    }

    @Test
    void asksForEachProgramOnItsOwn() {
        CacheFixture fixture = new CacheFixture();
        fixture.validate("a");
        fixture.validate("b");
        assertThat(fixture.asked).containsExactly("a", "b");
    }

    @Test
    void failsForAProgramThatIsNotInMemoryAndAsksAgainNextTime() {
        CacheFixture fixture = new CacheFixture();
        Future<ValidationResult> judged = fixture.validate();
        fixture.redisFails(Failure.OVERLOADED);
        assertThat(judged).failedWith(Failure.OVERLOADED);
        Future<ValidationResult> next = fixture.validate();
        fixture.redisSays(found(1));
        assertThat(next).isAcceptedByVersion(1);
    }

    @Test
    void keepsNoMoreProgramsThanItMay() {
        CacheFixture fixture = new CacheFixture(1, 1);
        fixture.validate("a");
        fixture.redisSays(found(1));
        fixture.validate("b");
        fixture.redisSays(found(1));
        assertThat(fixture.validate("b")).isAcceptedByVersion(1);
        assertThat(fixture.validate("a")).isWaiting();
    }

    @Test
    void keepsNoMoreMissingProgramsThanItMay() {
        CacheFixture fixture = new CacheFixture(1, 1);
        fixture.validate("a");
        fixture.redisSays(missing(0));
        fixture.validate("b");
        fixture.redisSays(missing(0));
        assertThat(fixture.validate("b")).isUnknown();
        assertThat(fixture.validate("a")).isWaiting();
    }
}
