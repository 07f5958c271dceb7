package dev.trackbus.cache;

import static dev.trackbus.cache.CacheFixture.MISSING_TTL;
import static dev.trackbus.cache.CacheFixture.MOMENT;
import static dev.trackbus.cache.CacheFixture.STALE_LIMIT;
import static dev.trackbus.cache.CacheFixture.TTL;
import static dev.trackbus.cache.CoreData.found;
import static dev.trackbus.cache.CoreData.missing;
import static dev.trackbus.cache.VerdictAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trackbus.bus.Failure;
import dev.trackbus.bus.ValidationResult;
import io.vertx.core.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a request is judged by while Redis fails, and after. */
class StaleEntryTest {
    private static CacheFixture stale() {
        CacheFixture fixture = CacheFixture.knowing(found(1));
        fixture.pass(TTL);
        return fixture;
    }

    @ParameterizedTest
    @EnumSource
    void answersByAStaleProgramWhateverTheFailure(Failure failure) {
        CacheFixture fixture = stale();
        Future<ValidationResult> judged = fixture.validate();
        assertThat(judged).isWaiting();
        fixture.redisFails(failure);
        assertThat(judged).isAcceptedByVersion(1);
    }

    @Test
    void answersAllWhoWaitedByTheStaleProgram() {
        CacheFixture fixture = stale();
        Future<ValidationResult> first = fixture.validate();
        Future<ValidationResult> second = fixture.validate();
        fixture.redisFails();
        assertThat(first).isAcceptedByVersion(1);
        assertThat(second).isAcceptedByVersion(1);
    }

    @Test
    void answersAtOnceWithinTheSecondAfterAFailedReload() {
        CacheFixture fixture = stale();
        fixture.validate();
        fixture.redisFails();
        fixture.pass(L1.RELOAD_PAUSE.minus(MOMENT));
        assertThat(fixture.validate()).isAcceptedByVersion(1);
        assertThat(fixture.asked).hasSize(1);
    }

    @Test
    void asksAgainASecondAfterAFailedReload() {
        CacheFixture fixture = stale();
        fixture.validate();
        fixture.redisFails();
        fixture.pass(L1.RELOAD_PAUSE);
        Future<ValidationResult> judged = fixture.validate();
        fixture.redisSays(found(2));
        assertThat(judged).isAcceptedByVersion(2);
    }

    @Test
    void answersByAStaleProgramToTheLastMomentOfItsLimit() {
        CacheFixture fixture = stale();
        fixture.pass(STALE_LIMIT.minus(MOMENT));
        Future<ValidationResult> judged = fixture.validate();
        fixture.redisFails();
        assertThat(judged).isAcceptedByVersion(1);
    }

    @Test
    void failsWhenTheStaleLimitIsOver() {
        CacheFixture fixture = stale();
        fixture.pass(STALE_LIMIT);
        Future<ValidationResult> judged = fixture.validate();
        fixture.redisFails();
        assertThat(judged).failedWith(Failure.UNAVAILABLE);
    }

    @Test
    void neverTakesARememberedMissForAnAnswerAfterItsTime() {
        CacheFixture fixture = CacheFixture.knowing(missing(0));
        fixture.pass(MISSING_TTL);
        Future<ValidationResult> judged = fixture.validate();
        fixture.redisFails();
        assertThat(judged).failedWith(Failure.UNAVAILABLE);
    }

    @Test
    void aNewSubscriptionMakesAFreshProgramBeReadAgain() {
        CacheFixture fixture = CacheFixture.knowing(found(1));
        fixture.subscribed();
        Future<ValidationResult> judged = fixture.validate();
        assertThat(judged).isWaiting();
        fixture.redisSays(found(2));
        assertThat(judged).isAcceptedByVersion(2);
        assertThat(fixture.validate()).isAcceptedByVersion(2);
    }

    @Test
    void aProgramOfAnOlderEpochAnswersWhileRedisFails() {
        CacheFixture fixture = CacheFixture.knowing(found(1));
        fixture.subscribed();
        Future<ValidationResult> judged = fixture.validate();
        fixture.redisFails(Failure.OVERLOADED);
        assertThat(judged).isAcceptedByVersion(1);
        assertThat(fixture.validate()).isAcceptedByVersion(1);
        assertThat(fixture.asked).hasSize(1);
    }

    @Test
    void aNewSubscriptionEndsThePauseAfterAFailedReload() {
        CacheFixture fixture = stale();
        fixture.validate();
        fixture.redisFails();
        fixture.subscribed();
        assertThat(fixture.validate()).isWaiting();
    }

    @Test
    void aFlightThatFailsAfterANewSubscriptionMakesNoPause() {
        CacheFixture fixture = stale();
        fixture.validate();
        fixture.subscribed();
        fixture.redisFails();
        assertThat(fixture.validate()).isWaiting();
    }

    @Test
    void aNewSubscriptionEndsTheMemoryOfAMiss() {
        CacheFixture fixture = CacheFixture.knowing(missing(0));
        fixture.subscribed();
        Future<ValidationResult> judged = fixture.validate();
        assertThat(judged).isWaiting();
        fixture.redisFails();
        assertThat(judged).failedWith(Failure.UNAVAILABLE);
    }

    @Test
    void aFlightThatBeganBeforeANewSubscriptionGivesAnEntryOfTheOldEpoch() {
        CacheFixture fixture = new CacheFixture();
        Future<ValidationResult> judged = fixture.validate();
        fixture.subscribed();
        fixture.redisSays(found(1));
        assertThat(judged).isAcceptedByVersion(1);
        assertThat(fixture.validate()).isWaiting();
    }
}
