package dev.trackbus.cache;

import static dev.trackbus.cache.CoreData.found;
import static dev.trackbus.cache.CoreData.missing;
import static dev.trackbus.cache.Scene.MISSING_TTL;
import static dev.trackbus.cache.Scene.MOMENT;
import static dev.trackbus.cache.Scene.TTL;
import static dev.trackbus.cache.VerdictAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trackbus.bus.Failure;
import dev.trackbus.bus.Verdict;
import io.vertx.core.Future;
import org.junit.jupiter.api.Test;

/** What a request is judged by while Redis answers. */
class JudgeTest {
    @Test
    void asksRedisForAProgramThatIsNotInMemory() {
        Scene scene = new Scene();
        Future<Verdict> judged = scene.judge();
        assertThat(judged).isWaiting();
        scene.redisSays(found(1));
        assertThat(judged).isAcceptedByVersion(1);
        assertThat(scene.asked).containsExactly(CoreData.ID);
    }

    @Test
    void answersFromMemoryToTheLastMomentOfTheTimeToLive() {
        Scene scene = Scene.knowing(found(1));
        scene.pass(TTL.minus(MOMENT));
        assertThat(scene.judge()).isAcceptedByVersion(1);
        assertThat(scene.asked).isEmpty();
    }

    @Test
    void asksAgainWhenTheTimeToLiveIsOver() {
        Scene scene = Scene.knowing(found(1));
        scene.pass(TTL);
        Future<Verdict> judged = scene.judge();
        scene.redisSays(found(2));
        assertThat(judged).isAcceptedByVersion(2);
        assertThat(scene.judge()).isAcceptedByVersion(2);
        assertThat(scene.asked).hasSize(1);
    }

    @Test
    void takesAnOlderStateFromRedisWhichMayHaveBeenRestored() {
        Scene scene = Scene.knowing(found(5));
        scene.pass(TTL);
        scene.judge();
        scene.redisSays(found(0));
        assertThat(scene.judge()).isAcceptedByVersion(0);
    }

    @Test
    void reusesDoNotProlongTheTimeToLive() {
        Scene scene = Scene.knowing(found(1));
        scene.pass(TTL.minus(MOMENT));
        scene.judge();
        scene.pass(MOMENT);
        assertThat(scene.judge()).isWaiting();
    }

    @Test
    void remembersThatAProgramIsMissing() {
        Scene scene = Scene.knowing(missing(0));
        scene.pass(MISSING_TTL.minus(MOMENT));
        assertThat(scene.judge()).isUnknown();
        assertThat(scene.asked).isEmpty();
    }

    @Test
    void asksAgainForAMissingProgramAfterItsTime() {
        Scene scene = Scene.knowing(missing(0));
        scene.pass(MISSING_TTL);
        Future<Verdict> judged = scene.judge();
        assertThat(judged).isWaiting();
        scene.redisSays(found(0));
        assertThat(judged).isAcceptedByVersion(0);
        assertThat(scene.judge()).isAcceptedByVersion(0);
    }

    @Test
    void forgetsAProgramThatHasGoneFromRedis() {
        Scene scene = Scene.knowing(found(1));
        scene.pass(TTL);
        Future<Verdict> judged = scene.judge();
        scene.redisSays(missing(0));
        assertThat(judged).isUnknown();
        assertThat(scene.judge()).isUnknown();
        assertThat(scene.asked).hasSize(1);
    }

    @Test
    void asksOnceForAllWhoWaitForTheSameProgram() {
        Scene scene = new Scene();
        Future<Verdict> first = scene.judge();
        Future<Verdict> second = scene.judge();
        scene.redisSays(found(1));
        assertThat(first).isAcceptedByVersion(1);
        assertThat(second).isAcceptedByVersion(1);
        assertThat(scene.asked).hasSize(1);
    }

    @Test
    void asksForEachProgramOnItsOwn() {
        Scene scene = new Scene();
        scene.judge("a");
        scene.judge("b");
        assertThat(scene.asked).containsExactly("a", "b");
    }

    @Test
    void failsForAProgramThatIsNotInMemoryAndAsksAgainNextTime() {
        Scene scene = new Scene();
        Future<Verdict> judged = scene.judge();
        scene.redisFails(Failure.OVERLOADED);
        assertThat(judged).failedWith(Failure.OVERLOADED);
        Future<Verdict> next = scene.judge();
        scene.redisSays(found(1));
        assertThat(next).isAcceptedByVersion(1);
    }

    @Test
    void keepsNoMoreProgramsThanItMay() {
        Scene scene = new Scene(1, 1);
        scene.judge("a");
        scene.redisSays(found(1));
        scene.judge("b");
        scene.redisSays(found(1));
        assertThat(scene.judge("b")).isAcceptedByVersion(1);
        assertThat(scene.judge("a")).isWaiting();
    }

    @Test
    void keepsNoMoreMissingProgramsThanItMay() {
        Scene scene = new Scene(1, 1);
        scene.judge("a");
        scene.redisSays(missing(0));
        scene.judge("b");
        scene.redisSays(missing(0));
        assertThat(scene.judge("b")).isUnknown();
        assertThat(scene.judge("a")).isWaiting();
    }
}
