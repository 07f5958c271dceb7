package dev.trackbus.cache;

import static dev.trackbus.cache.CacheFixture.MOMENT;
import static dev.trackbus.cache.CacheFixture.TTL;
import static dev.trackbus.cache.CoreData.deleted;
import static dev.trackbus.cache.CoreData.found;
import static dev.trackbus.cache.CoreData.missing;
import static dev.trackbus.cache.CoreData.outdated;
import static dev.trackbus.cache.CoreData.program;
import static dev.trackbus.cache.CoreData.updated;
import static dev.trackbus.cache.VerdictAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trackbus.bus.Failure;
import dev.trackbus.bus.ProgramChanged.Updated;
import dev.trackbus.bus.RejectionReason;
import dev.trackbus.bus.ValidationResult;
import dev.trackbus.bus.Validity;
import io.vertx.core.Future;
import org.junit.jupiter.api.Test;

/** What a push does to L1 while no question to Redis is under way. */
class ProgramUpdateListenerTest {
    @Test
    void aNewerStateReplaces() {
        CacheFixture fixture = CacheFixture.knowing(found(5));
        fixture.push(updated(6));
        assertThat(fixture.validate()).isAcceptedByVersion(6);
    }

    @Test
    void anEqualVersionReplaces() {
        CacheFixture fixture = CacheFixture.knowing(found(5));
        fixture.push(new Updated(program(CoreData.ID, 5, new Validity(false, 0, 0)), 1));
        assertThat(fixture.validate().result())
                .isInstanceOfSatisfying(ValidationResult.Rejected.class, is -> assertThat(is.reason())
                        .isEqualTo(RejectionReason.INACTIVE));
    }

    @Test
    void anOlderStateIsIgnored() {
        CacheFixture fixture = CacheFixture.knowing(found(5));
        fixture.push(updated(4));
        assertThat(fixture.validate()).isAcceptedByVersion(5);
    }

    @Test
    void anOlderStateDoesNotRefresh() {
        CacheFixture fixture = CacheFixture.knowing(found(5));
        fixture.pass(TTL);
        fixture.push(updated(4));
        assertThat(fixture.validate()).isWaiting();
    }

    @Test
    void aStateNobodyAskedForIsTaken() {
        CacheFixture fixture = new CacheFixture();
        fixture.push(updated(0));
        assertThat(fixture.validate()).isAcceptedByVersion(0);
        assertThat(fixture.asked).isEmpty();
    }

    @Test
    void aPushedStateIsFreshFromItsPush() {
        CacheFixture fixture = CacheFixture.knowing(found(5));
        fixture.pass(TTL.minus(MOMENT));
        fixture.push(updated(5));
        fixture.pass(TTL.minus(MOMENT));
        assertThat(fixture.validate()).isAcceptedByVersion(5);
    }

    @Test
    void aPushedStateIsOfTheCurrentEpoch() {
        CacheFixture fixture = CacheFixture.knowing(found(5));
        fixture.subscribed();
        fixture.push(updated(6));
        assertThat(fixture.validate()).isAcceptedByVersion(6);
    }

    @Test
    void aPushOfTheLastSubscriptionIsReadAgain() {
        CacheFixture fixture = CacheFixture.knowing(found(5));
        fixture.subscribed();
        fixture.pushOfTheLastSubscription(updated(6));
        Future<ValidationResult> judged = fixture.validate();
        assertThat(judged).isWaiting();
        fixture.redisSays(found(7));
        assertThat(judged).isAcceptedByVersion(7);
    }

    @Test
    void aPushOfTheLastSubscriptionIsAStaleAnswer() {
        CacheFixture fixture = CacheFixture.knowing(found(5));
        fixture.subscribed();
        fixture.pushOfTheLastSubscription(updated(6));
        Future<ValidationResult> judged = fixture.validate();
        fixture.redisFails();
        assertThat(judged).isAcceptedByVersion(6);
    }

    @Test
    void aDeletionOfTheLastSubscriptionIsReadAgain() {
        CacheFixture fixture = CacheFixture.knowing(found(5));
        fixture.subscribed();
        fixture.pushOfTheLastSubscription(deleted(6));
        assertThat(fixture.validate()).isWaiting();
    }

    @Test
    void aPushOfTheLastSubscriptionDoesNotReplaceWhatWasReadSince() {
        CacheFixture fixture = CacheFixture.knowing(found(5));
        fixture.subscribed();
        fixture.validate();
        fixture.redisSays(found(7));
        fixture.pushOfTheLastSubscription(updated(9));
        assertThat(fixture.validate()).isAcceptedByVersion(7);
    }

    @Test
    void aPushWithoutAnySubscriptionBeforeItIsFresh() {
        CacheFixture fixture = new CacheFixture();
        fixture.push(updated(5));
        assertThat(fixture.validate()).isAcceptedByVersion(5);
    }

    @Test
    void aPushOfASubscriptionThatWasNotAnnouncedBeginsItsEpoch() {
        CacheFixture fixture = CacheFixture.knowing(found(5));
        fixture.push(updated(6));
        fixture.push(new Updated(program("other", 1, Validity.ALWAYS), 1));
        fixture.pushOfTheNextSubscription(updated(7));
        assertThat(fixture.validate()).isAcceptedByVersion(7);
        assertThat(fixture.validate("other")).isWaiting();
    }

    @Test
    void aDeletionMakesTheProgramUnknown() {
        CacheFixture fixture = CacheFixture.knowing(found(5));
        fixture.push(deleted(6));
        assertThat(fixture.validate()).isUnknown();
    }

    @Test
    void aDeletionOfTheSameVersionReplaces() {
        CacheFixture fixture = CacheFixture.knowing(found(5));
        fixture.push(deleted(5));
        assertThat(fixture.validate()).isUnknown();
    }

    @Test
    void anOlderDeletionIsIgnored() {
        CacheFixture fixture = CacheFixture.knowing(found(5));
        fixture.push(deleted(4));
        assertThat(fixture.validate()).isAcceptedByVersion(5);
    }

    @Test
    void aStateOlderThanTheKnownDeletionIsIgnored() {
        CacheFixture fixture = CacheFixture.knowing(missing(5));
        fixture.push(updated(4));
        assertThat(fixture.validate()).isUnknown();
    }

    @Test
    void aStateOlderThanThePushedDeletionIsIgnored() {
        CacheFixture fixture = new CacheFixture();
        fixture.push(deleted(5));
        fixture.push(updated(4));
        assertThat(fixture.validate()).isUnknown();
    }

    @Test
    void aStateOlderThanADeletionOfAnOlderEpochIsIgnored() {
        CacheFixture fixture = CacheFixture.knowing(missing(5));
        fixture.subscribed();
        fixture.push(updated(4));
        assertThat(fixture.validate()).isWaiting();
    }

    @Test
    void aStateOfTheDeletionsVersionReplacesIt() {
        CacheFixture fixture = CacheFixture.knowing(missing(5));
        fixture.push(updated(5));
        assertThat(fixture.validate()).isAcceptedByVersion(5);
    }

    @Test
    void anOlderDeletionDoesNotLowerTheKnownOne() {
        CacheFixture fixture = CacheFixture.knowing(missing(5));
        fixture.push(deleted(3));
        fixture.push(updated(4));
        assertThat(fixture.validate()).isUnknown();
    }

    @Test
    void anUnknownChangeDropsTheProgram() {
        CacheFixture fixture = CacheFixture.knowing(found(5));
        fixture.push(outdated());
        Future<ValidationResult> judged = fixture.validate();
        fixture.redisSays(found(5));
        assertThat(judged).isAcceptedByVersion(5);
        assertThat(fixture.asked).hasSize(1);
    }

    @Test
    void aProgramDroppedByAnUnknownChangeIsNoStaleAnswer() {
        CacheFixture fixture = CacheFixture.knowing(found(5));
        fixture.push(outdated());
        Future<ValidationResult> judged = fixture.validate();
        fixture.redisFails();
        assertThat(judged).failedWith(Failure.UNAVAILABLE);
    }

    @Test
    void anUnknownChangeDropsTheMemoryOfAMiss() {
        CacheFixture fixture = CacheFixture.knowing(missing(5));
        fixture.push(outdated());
        assertThat(fixture.validate()).isWaiting();
    }
}
