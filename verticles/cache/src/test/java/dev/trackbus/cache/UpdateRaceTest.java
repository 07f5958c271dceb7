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
import dev.trackbus.bus.ProgramChanged.Outdated;
import dev.trackbus.bus.ProgramChanged.Updated;
import dev.trackbus.bus.ProgramLookup;
import dev.trackbus.bus.ValidationResult;
import dev.trackbus.bus.Validity;
import io.vertx.core.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What comes of a question to Redis that a push overtakes. */
class UpdateRaceTest {
    private CacheFixture fixture;
    private Future<ValidationResult> judged;

    @BeforeEach
    void aQuestionIsUnderWay() {
        fixture = new CacheFixture();
        judged = fixture.validate();
    }

    private void bothAreAcceptedByVersion(long version) {
        assertThat(judged).isAcceptedByVersion(version);
        assertThat(fixture.validate()).isAcceptedByVersion(version);
        assertThat(fixture.asked).hasSize(1);
    }

    private void bothAreUnknown() {
        assertThat(judged).isUnknown();
        assertThat(fixture.validate()).isUnknown();
        assertThat(fixture.asked).hasSize(1);
    }

    @Test
    void aPushedStateWinsOverAnOlderLoad() {
        fixture.push(updated(6));
        fixture.redisSays(found(5));
        bothAreAcceptedByVersion(6);
    }

    @Test
    void aPushedStateWinsOverALoadOfTheSameVersion() {
        fixture.push(updated(5));
        fixture.redisSays(new ProgramLookup.Found(program(CoreData.ID, 5, new Validity(false, 0, 0))));
        bothAreAcceptedByVersion(5);
    }

    @Test
    void aNewerLoadWinsOverAPushedState() {
        fixture.push(updated(5));
        fixture.redisSays(found(6));
        bothAreAcceptedByVersion(6);
    }

    @Test
    void aPushOfTheLastSubscriptionDoesNotWinOverAnOlderLoadOfThisOne() {
        fixture.redisSays(found(1));
        fixture.subscribed();
        judged = fixture.validate();
        fixture.asked.remove(0);
        fixture.pushOfTheLastSubscription(updated(6));
        fixture.redisSays(found(5));
        bothAreAcceptedByVersion(5);
    }

    @Test
    void theLastOfSeveralPushesCounts() {
        fixture.push(updated(5));
        fixture.push(updated(7));
        fixture.redisSays(found(6));
        bothAreAcceptedByVersion(7);
    }

    @Test
    void aMissThatBeganBeforeAPushIsDiscardedAndThePushedStateJudged() {
        fixture.push(updated(0));
        fixture.redisSays(missing(0));
        bothAreAcceptedByVersion(0);
    }

    @Test
    void aDeletionNewerThanThePushedStateWins() {
        fixture.push(updated(5));
        fixture.redisSays(missing(6));
        bothAreUnknown();
    }

    @Test
    void aPushedDeletionWinsOverAnOlderLoad() {
        fixture.push(deleted(6));
        fixture.redisSays(found(5));
        bothAreUnknown();
    }

    @Test
    void aNewerLoadWinsOverAPushedDeletion() {
        fixture.push(deleted(5));
        fixture.redisSays(found(6));
        bothAreAcceptedByVersion(6);
    }

    @Test
    void aPushThatWasIgnoredAsOlderDoesNotCount() {
        CacheFixture stale = CacheFixture.knowing(found(5));
        stale.subscribed();
        Future<ValidationResult> waiting = stale.validate();
        stale.push(updated(4));
        stale.redisSays(found(3));
        assertThat(waiting).isAcceptedByVersion(3);
        assertThat(stale.validate()).isAcceptedByVersion(3);
    }

    @Test
    void aPushedStateAnswersThoseWhoWaitedForAFailedLoad() {
        fixture.push(updated(6));
        fixture.redisFails();
        bothAreAcceptedByVersion(6);
        assertThat(fixture.count("stale")).isZero();
    }

    @Test
    void aPushedDeletionAnswersThoseWhoWaitedForAFailedLoad() {
        fixture.push(deleted(6));
        fixture.redisFails();
        bothAreUnknown();
    }

    @Test
    void thePushOfAnotherProgramDoesNotCount() {
        fixture.push(new Updated(program("other", 9, Validity.ALWAYS), 1));
        fixture.push(new Outdated("other", 1));
        fixture.redisSays(found(5));
        bothAreAcceptedByVersion(5);
    }

    @Test
    void aLoadOlderThanAPushedStateThatHasBeenEvictedStillAnswers() {
        CacheFixture small = new CacheFixture(1, 1);
        Future<ValidationResult> waiting = small.validate();
        small.push(updated(6));
        small.push(new Updated(program("other", 1, Validity.ALWAYS), 1));
        small.redisSays(found(5));
        assertThat(waiting).isAcceptedByVersion(5);
        assertThat(small.validate()).isWaiting();
    }

    @Test
    void aLoadOvertakenByAnUnknownChangeIsRepeated() {
        fixture.push(outdated());
        fixture.redisSays(found(5));
        assertThat(judged).isWaiting();
        fixture.redisSays(found(5));
        assertThat(judged).isAcceptedByVersion(5);
        assertThat(fixture.validate()).isAcceptedByVersion(5);
        assertThat(fixture.asked).hasSize(2);
    }

    @Test
    void aMissOvertakenByAnUnknownChangeIsRepeated() {
        fixture.push(outdated());
        fixture.redisSays(missing(0));
        fixture.redisSays(found(0));
        assertThat(judged).isAcceptedByVersion(0);
    }

    @Test
    void aRequestAfterTheUnknownChangeWaitsForTheRepetition() {
        fixture.push(outdated());
        Future<ValidationResult> later = fixture.validate();
        fixture.redisSays(found(4));
        fixture.redisSays(found(5));
        assertThat(later).isAcceptedByVersion(5);
        assertThat(fixture.asked).hasSize(2);
    }

    @Test
    void aLoadOvertakenTwiceAnswersButIsNotKept() {
        fixture.push(outdated());
        fixture.redisSays(found(4));
        fixture.push(outdated());
        fixture.redisSays(found(5));
        assertThat(judged).isAcceptedByVersion(5);
        assertThat(fixture.validate()).isWaiting();
        assertThat(fixture.asked).hasSize(3);
    }

    @Test
    void aStatePushedAfterAnUnknownChangeNeedsNoRepetition() {
        fixture.push(outdated());
        fixture.push(updated(6));
        fixture.redisSays(found(5));
        bothAreAcceptedByVersion(6);
    }

    @Test
    void anUnknownChangeAfterAPushedStateNeedsARepetition() {
        fixture.push(updated(6));
        fixture.push(outdated());
        fixture.redisSays(found(7));
        fixture.redisSays(found(5));
        assertThat(judged).isAcceptedByVersion(5);
        assertThat(fixture.validate()).isAcceptedByVersion(5);
    }

    @Test
    void aRepetitionIsOfTheEpochInWhichItBegan() {
        fixture.push(outdated());
        fixture.subscribed();
        fixture.redisSays(found(5));
        fixture.redisSays(found(5));
        assertThat(fixture.validate()).isAcceptedByVersion(5);
        assertThat(fixture.asked).hasSize(2);
    }

    @Test
    void aFailedLoadIsNotRepeated() {
        fixture.push(outdated());
        fixture.redisFails();
        assertThat(judged).failedWith(Failure.UNAVAILABLE);
        assertThat(fixture.asked).hasSize(1);
    }
}
