package dev.trackbus.cache;

import static dev.trackbus.cache.CoreData.deleted;
import static dev.trackbus.cache.CoreData.found;
import static dev.trackbus.cache.CoreData.missing;
import static dev.trackbus.cache.CoreData.outdated;
import static dev.trackbus.cache.CoreData.program;
import static dev.trackbus.cache.CoreData.updated;
import static dev.trackbus.cache.VerdictAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trackbus.bus.Failure;
import dev.trackbus.bus.Lookup;
import dev.trackbus.bus.ProgramChanged.Outdated;
import dev.trackbus.bus.ProgramChanged.Updated;
import dev.trackbus.bus.Validity;
import dev.trackbus.bus.Verdict;
import io.vertx.core.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What comes of a question to Redis that a push overtakes. */
class RacesTest {
    private Scene scene;
    private Future<Verdict> judged;

    @BeforeEach
    void aQuestionIsUnderWay() {
        scene = new Scene();
        judged = scene.judge();
    }

    private void bothAreAcceptedByVersion(long version) {
        assertThat(judged).isAcceptedByVersion(version);
        assertThat(scene.judge()).isAcceptedByVersion(version);
        assertThat(scene.asked).hasSize(1);
    }

    private void bothAreUnknown() {
        assertThat(judged).isUnknown();
        assertThat(scene.judge()).isUnknown();
        assertThat(scene.asked).hasSize(1);
    }

    @Test
    void aPushedStateWinsOverAnOlderLoad() {
        scene.push(updated(6));
        scene.redisSays(found(5));
        bothAreAcceptedByVersion(6);
    }

    @Test
    void aPushedStateWinsOverALoadOfTheSameVersion() {
        scene.push(updated(5));
        scene.redisSays(new Lookup.Found(program(CoreData.ID, 5, new Validity(false, 0, 0))));
        bothAreAcceptedByVersion(5);
    }

    @Test
    void aNewerLoadWinsOverAPushedState() {
        scene.push(updated(5));
        scene.redisSays(found(6));
        bothAreAcceptedByVersion(6);
    }

    @Test
    void aPushOfTheLastSubscriptionDoesNotWinOverAnOlderLoadOfThisOne() {
        scene.redisSays(found(1));
        scene.subscribed();
        judged = scene.judge();
        scene.asked.remove(0);
        scene.pushOfTheLastSubscription(updated(6));
        scene.redisSays(found(5));
        bothAreAcceptedByVersion(5);
    }

    @Test
    void theLastOfSeveralPushesCounts() {
        scene.push(updated(5));
        scene.push(updated(7));
        scene.redisSays(found(6));
        bothAreAcceptedByVersion(7);
    }

    @Test
    void aMissThatBeganBeforeAPushIsDiscardedAndThePushedStateJudged() {
        scene.push(updated(0));
        scene.redisSays(missing(0));
        bothAreAcceptedByVersion(0);
    }

    @Test
    void aDeletionNewerThanThePushedStateWins() {
        scene.push(updated(5));
        scene.redisSays(missing(6));
        bothAreUnknown();
    }

    @Test
    void aPushedDeletionWinsOverAnOlderLoad() {
        scene.push(deleted(6));
        scene.redisSays(found(5));
        bothAreUnknown();
    }

    @Test
    void aNewerLoadWinsOverAPushedDeletion() {
        scene.push(deleted(5));
        scene.redisSays(found(6));
        bothAreAcceptedByVersion(6);
    }

    @Test
    void aPushThatWasIgnoredAsOlderDoesNotCount() {
        Scene stale = Scene.knowing(found(5));
        stale.subscribed();
        Future<Verdict> waiting = stale.judge();
        stale.push(updated(4));
        stale.redisSays(found(3));
        assertThat(waiting).isAcceptedByVersion(3);
        assertThat(stale.judge()).isAcceptedByVersion(3);
    }

    @Test
    void aPushedStateAnswersThoseWhoWaitedForAFailedLoad() {
        scene.push(updated(6));
        scene.redisFails();
        bothAreAcceptedByVersion(6);
        assertThat(scene.count("stale")).isZero();
    }

    @Test
    void aPushedDeletionAnswersThoseWhoWaitedForAFailedLoad() {
        scene.push(deleted(6));
        scene.redisFails();
        bothAreUnknown();
    }

    @Test
    void thePushOfAnotherProgramDoesNotCount() {
        scene.push(new Updated(program("other", 9, Validity.ALWAYS), 1));
        scene.push(new Outdated("other", 1));
        scene.redisSays(found(5));
        bothAreAcceptedByVersion(5);
    }

    @Test
    void aLoadOlderThanAPushedStateThatHasBeenEvictedStillAnswers() {
        Scene small = new Scene(1, 1);
        Future<Verdict> waiting = small.judge();
        small.push(updated(6));
        small.push(new Updated(program("other", 1, Validity.ALWAYS), 1));
        small.redisSays(found(5));
        assertThat(waiting).isAcceptedByVersion(5);
        assertThat(small.judge()).isWaiting();
    }

    @Test
    void aLoadOvertakenByAnUnknownChangeIsRepeated() {
        scene.push(outdated());
        scene.redisSays(found(5));
        assertThat(judged).isWaiting();
        scene.redisSays(found(5));
        assertThat(judged).isAcceptedByVersion(5);
        assertThat(scene.judge()).isAcceptedByVersion(5);
        assertThat(scene.asked).hasSize(2);
    }

    @Test
    void aMissOvertakenByAnUnknownChangeIsRepeated() {
        scene.push(outdated());
        scene.redisSays(missing(0));
        scene.redisSays(found(0));
        assertThat(judged).isAcceptedByVersion(0);
    }

    @Test
    void aRequestAfterTheUnknownChangeWaitsForTheRepetition() {
        scene.push(outdated());
        Future<Verdict> later = scene.judge();
        scene.redisSays(found(4));
        scene.redisSays(found(5));
        assertThat(later).isAcceptedByVersion(5);
        assertThat(scene.asked).hasSize(2);
    }

    @Test
    void aLoadOvertakenTwiceAnswersButIsNotKept() {
        scene.push(outdated());
        scene.redisSays(found(4));
        scene.push(outdated());
        scene.redisSays(found(5));
        assertThat(judged).isAcceptedByVersion(5);
        assertThat(scene.judge()).isWaiting();
        assertThat(scene.asked).hasSize(3);
    }

    @Test
    void aStatePushedAfterAnUnknownChangeNeedsNoRepetition() {
        scene.push(outdated());
        scene.push(updated(6));
        scene.redisSays(found(5));
        bothAreAcceptedByVersion(6);
    }

    @Test
    void anUnknownChangeAfterAPushedStateNeedsARepetition() {
        scene.push(updated(6));
        scene.push(outdated());
        scene.redisSays(found(7));
        scene.redisSays(found(5));
        assertThat(judged).isAcceptedByVersion(5);
        assertThat(scene.judge()).isAcceptedByVersion(5);
    }

    @Test
    void aRepetitionIsOfTheEpochInWhichItBegan() {
        scene.push(outdated());
        scene.subscribed();
        scene.redisSays(found(5));
        scene.redisSays(found(5));
        assertThat(scene.judge()).isAcceptedByVersion(5);
        assertThat(scene.asked).hasSize(2);
    }

    @Test
    void aFailedLoadIsNotRepeated() {
        scene.push(outdated());
        scene.redisFails();
        assertThat(judged).failedWith(Failure.UNAVAILABLE);
        assertThat(scene.asked).hasSize(1);
    }
}
