package dev.trackbus.cache;

import static dev.trackbus.cache.CoreData.found;
import static dev.trackbus.cache.CoreData.missing;
import static dev.trackbus.cache.Scene.MISSING_TTL;
import static dev.trackbus.cache.Scene.MOMENT;
import static dev.trackbus.cache.Scene.STALE_LIMIT;
import static dev.trackbus.cache.Scene.TTL;
import static dev.trackbus.cache.VerdictAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trackbus.bus.Failure;
import dev.trackbus.bus.Verdict;
import io.vertx.core.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a request is judged by while Redis fails, and after. */
class StaleTest {
    private static Scene stale() {
        Scene scene = Scene.knowing(found(1));
        scene.pass(TTL);
        return scene;
    }

    @ParameterizedTest
    @EnumSource
    void answersByAStaleProgramWhateverTheFailure(Failure failure) {
        Scene scene = stale();
        Future<Verdict> judged = scene.judge();
        assertThat(judged).isWaiting();
        scene.redisFails(failure);
        assertThat(judged).isAcceptedByVersion(1);
    }

    @Test
    void answersAllWhoWaitedByTheStaleProgram() {
        Scene scene = stale();
        Future<Verdict> first = scene.judge();
        Future<Verdict> second = scene.judge();
        scene.redisFails();
        assertThat(first).isAcceptedByVersion(1);
        assertThat(second).isAcceptedByVersion(1);
    }

    @Test
    void answersAtOnceWithinTheSecondAfterAFailedReload() {
        Scene scene = stale();
        scene.judge();
        scene.redisFails();
        scene.pass(L1.RETRY_PAUSE.minus(MOMENT));
        assertThat(scene.judge()).isAcceptedByVersion(1);
        assertThat(scene.asked).hasSize(1);
    }

    @Test
    void asksAgainASecondAfterAFailedReload() {
        Scene scene = stale();
        scene.judge();
        scene.redisFails();
        scene.pass(L1.RETRY_PAUSE);
        Future<Verdict> judged = scene.judge();
        scene.redisSays(found(2));
        assertThat(judged).isAcceptedByVersion(2);
    }

    @Test
    void answersByAStaleProgramToTheLastMomentOfItsLimit() {
        Scene scene = stale();
        scene.pass(STALE_LIMIT.minus(MOMENT));
        Future<Verdict> judged = scene.judge();
        scene.redisFails();
        assertThat(judged).isAcceptedByVersion(1);
    }

    @Test
    void failsWhenTheStaleLimitIsOver() {
        Scene scene = stale();
        scene.pass(STALE_LIMIT);
        Future<Verdict> judged = scene.judge();
        scene.redisFails();
        assertThat(judged).failedWith(Failure.UNAVAILABLE);
    }

    @Test
    void neverTakesARememberedMissForAnAnswerAfterItsTime() {
        Scene scene = Scene.knowing(missing(0));
        scene.pass(MISSING_TTL);
        Future<Verdict> judged = scene.judge();
        scene.redisFails();
        assertThat(judged).failedWith(Failure.UNAVAILABLE);
    }

    @Test
    void aNewSubscriptionMakesAFreshProgramBeReadAgain() {
        Scene scene = Scene.knowing(found(1));
        scene.subscribed();
        Future<Verdict> judged = scene.judge();
        assertThat(judged).isWaiting();
        scene.redisSays(found(2));
        assertThat(judged).isAcceptedByVersion(2);
        assertThat(scene.judge()).isAcceptedByVersion(2);
    }

    @Test
    void aProgramOfAnOlderEpochAnswersWhileRedisFails() {
        Scene scene = Scene.knowing(found(1));
        scene.subscribed();
        Future<Verdict> judged = scene.judge();
        scene.redisFails(Failure.OVERLOADED);
        assertThat(judged).isAcceptedByVersion(1);
        assertThat(scene.judge()).isAcceptedByVersion(1);
        assertThat(scene.asked).hasSize(1);
    }

    @Test
    void aNewSubscriptionEndsThePauseAfterAFailedReload() {
        Scene scene = stale();
        scene.judge();
        scene.redisFails();
        scene.subscribed();
        assertThat(scene.judge()).isWaiting();
    }

    @Test
    void aFlightThatFailsAfterANewSubscriptionMakesNoPause() {
        Scene scene = stale();
        scene.judge();
        scene.subscribed();
        scene.redisFails();
        assertThat(scene.judge()).isWaiting();
    }

    @Test
    void aNewSubscriptionEndsTheMemoryOfAMiss() {
        Scene scene = Scene.knowing(missing(0));
        scene.subscribed();
        Future<Verdict> judged = scene.judge();
        assertThat(judged).isWaiting();
        scene.redisFails();
        assertThat(judged).failedWith(Failure.UNAVAILABLE);
    }

    @Test
    void aFlightThatBeganBeforeANewSubscriptionGivesAnEntryOfTheOldEpoch() {
        Scene scene = new Scene();
        Future<Verdict> judged = scene.judge();
        scene.subscribed();
        scene.redisSays(found(1));
        assertThat(judged).isAcceptedByVersion(1);
        assertThat(scene.judge()).isWaiting();
    }
}
