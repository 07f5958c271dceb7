package dev.trackbus.cache;

import static dev.trackbus.cache.CoreData.deleted;
import static dev.trackbus.cache.CoreData.found;
import static dev.trackbus.cache.CoreData.missing;
import static dev.trackbus.cache.CoreData.outdated;
import static dev.trackbus.cache.CoreData.program;
import static dev.trackbus.cache.CoreData.updated;
import static dev.trackbus.cache.Scene.MOMENT;
import static dev.trackbus.cache.Scene.TTL;
import static dev.trackbus.cache.VerdictAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trackbus.bus.Failure;
import dev.trackbus.bus.ProgramChanged.Updated;
import dev.trackbus.bus.Refusal;
import dev.trackbus.bus.Validity;
import dev.trackbus.bus.Verdict;
import io.vertx.core.Future;
import org.junit.jupiter.api.Test;

/** What a push does to L1 while no question to Redis is under way. */
class PushesTest {
    @Test
    void aNewerStateReplaces() {
        Scene scene = Scene.knowing(found(5));
        scene.push(updated(6));
        assertThat(scene.judge()).isAcceptedByVersion(6);
    }

    @Test
    void anEqualVersionReplaces() {
        Scene scene = Scene.knowing(found(5));
        scene.push(new Updated(program(CoreData.ID, 5, new Validity(false, 0, 0)), 1));
        assertThat(scene.judge().result()).isInstanceOfSatisfying(Verdict.Refused.class, is -> assertThat(is.refusal())
                .isEqualTo(Refusal.INACTIVE));
    }

    @Test
    void anOlderStateIsIgnored() {
        Scene scene = Scene.knowing(found(5));
        scene.push(updated(4));
        assertThat(scene.judge()).isAcceptedByVersion(5);
    }

    @Test
    void anOlderStateDoesNotRefresh() {
        Scene scene = Scene.knowing(found(5));
        scene.pass(TTL);
        scene.push(updated(4));
        assertThat(scene.judge()).isWaiting();
    }

    @Test
    void aStateNobodyAskedForIsTaken() {
        Scene scene = new Scene();
        scene.push(updated(0));
        assertThat(scene.judge()).isAcceptedByVersion(0);
        assertThat(scene.asked).isEmpty();
    }

    @Test
    void aPushedStateIsFreshFromItsPush() {
        Scene scene = Scene.knowing(found(5));
        scene.pass(TTL.minus(MOMENT));
        scene.push(updated(5));
        scene.pass(TTL.minus(MOMENT));
        assertThat(scene.judge()).isAcceptedByVersion(5);
    }

    @Test
    void aPushedStateIsOfTheCurrentEpoch() {
        Scene scene = Scene.knowing(found(5));
        scene.subscribed();
        scene.push(updated(6));
        assertThat(scene.judge()).isAcceptedByVersion(6);
    }

    @Test
    void aPushOfTheLastSubscriptionIsReadAgain() {
        Scene scene = Scene.knowing(found(5));
        scene.subscribed();
        scene.pushOfTheLastSubscription(updated(6));
        Future<Verdict> judged = scene.judge();
        assertThat(judged).isWaiting();
        scene.redisSays(found(7));
        assertThat(judged).isAcceptedByVersion(7);
    }

    @Test
    void aPushOfTheLastSubscriptionIsAStaleAnswer() {
        Scene scene = Scene.knowing(found(5));
        scene.subscribed();
        scene.pushOfTheLastSubscription(updated(6));
        Future<Verdict> judged = scene.judge();
        scene.redisFails();
        assertThat(judged).isAcceptedByVersion(6);
    }

    @Test
    void aDeletionOfTheLastSubscriptionIsReadAgain() {
        Scene scene = Scene.knowing(found(5));
        scene.subscribed();
        scene.pushOfTheLastSubscription(deleted(6));
        assertThat(scene.judge()).isWaiting();
    }

    @Test
    void aPushOfTheLastSubscriptionDoesNotReplaceWhatWasReadSince() {
        Scene scene = Scene.knowing(found(5));
        scene.subscribed();
        scene.judge();
        scene.redisSays(found(7));
        scene.pushOfTheLastSubscription(updated(9));
        assertThat(scene.judge()).isAcceptedByVersion(7);
    }

    @Test
    void aPushWithoutAnySubscriptionBeforeItIsFresh() {
        Scene scene = new Scene();
        scene.push(updated(5));
        assertThat(scene.judge()).isAcceptedByVersion(5);
    }

    @Test
    void aPushOfASubscriptionThatWasNotAnnouncedBeginsItsEpoch() {
        Scene scene = Scene.knowing(found(5));
        scene.push(updated(6));
        scene.push(new Updated(program("other", 1, Validity.ALWAYS), 1));
        scene.pushOfTheNextSubscription(updated(7));
        assertThat(scene.judge()).isAcceptedByVersion(7);
        assertThat(scene.judge("other")).isWaiting();
    }

    @Test
    void aDeletionMakesTheProgramUnknown() {
        Scene scene = Scene.knowing(found(5));
        scene.push(deleted(6));
        assertThat(scene.judge()).isUnknown();
    }

    @Test
    void aDeletionOfTheSameVersionReplaces() {
        Scene scene = Scene.knowing(found(5));
        scene.push(deleted(5));
        assertThat(scene.judge()).isUnknown();
    }

    @Test
    void anOlderDeletionIsIgnored() {
        Scene scene = Scene.knowing(found(5));
        scene.push(deleted(4));
        assertThat(scene.judge()).isAcceptedByVersion(5);
    }

    @Test
    void aStateOlderThanTheKnownDeletionIsIgnored() {
        Scene scene = Scene.knowing(missing(5));
        scene.push(updated(4));
        assertThat(scene.judge()).isUnknown();
    }

    @Test
    void aStateOlderThanThePushedDeletionIsIgnored() {
        Scene scene = new Scene();
        scene.push(deleted(5));
        scene.push(updated(4));
        assertThat(scene.judge()).isUnknown();
    }

    @Test
    void aStateOlderThanADeletionOfAnOlderEpochIsIgnored() {
        Scene scene = Scene.knowing(missing(5));
        scene.subscribed();
        scene.push(updated(4));
        assertThat(scene.judge()).isWaiting();
    }

    @Test
    void aStateOfTheDeletionsVersionReplacesIt() {
        Scene scene = Scene.knowing(missing(5));
        scene.push(updated(5));
        assertThat(scene.judge()).isAcceptedByVersion(5);
    }

    @Test
    void anOlderDeletionDoesNotLowerTheKnownOne() {
        Scene scene = Scene.knowing(missing(5));
        scene.push(deleted(3));
        scene.push(updated(4));
        assertThat(scene.judge()).isUnknown();
    }

    @Test
    void anUnknownChangeDropsTheProgram() {
        Scene scene = Scene.knowing(found(5));
        scene.push(outdated());
        Future<Verdict> judged = scene.judge();
        scene.redisSays(found(5));
        assertThat(judged).isAcceptedByVersion(5);
        assertThat(scene.asked).hasSize(1);
    }

    @Test
    void aProgramDroppedByAnUnknownChangeIsNoStaleAnswer() {
        Scene scene = Scene.knowing(found(5));
        scene.push(outdated());
        Future<Verdict> judged = scene.judge();
        scene.redisFails();
        assertThat(judged).failedWith(Failure.UNAVAILABLE);
    }

    @Test
    void anUnknownChangeDropsTheMemoryOfAMiss() {
        Scene scene = Scene.knowing(missing(5));
        scene.push(outdated());
        assertThat(scene.judge()).isWaiting();
    }
}
