package dev.trackbus.cache;

import dev.trackbus.bus.Failure;
import dev.trackbus.bus.FailureException;
import dev.trackbus.bus.Verdict;
import io.vertx.core.Future;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.Assertions;

/** What a judgement came to, without waiting. */
final class VerdictAssert extends AbstractAssert<VerdictAssert, Future<Verdict>> {
    private VerdictAssert(Future<Verdict> actual) {
        super(actual, VerdictAssert.class);
    }

    static VerdictAssert assertThat(Future<Verdict> judged) {
        return new VerdictAssert(judged);
    }

    void isAcceptedByVersion(long version) {
        isAnswered();
        Assertions.assertThat(actual.result()).isEqualTo(new Verdict.Accepted(CoreData.program(version)));
    }

    void isUnknown() {
        isAnswered();
        Assertions.assertThat(actual.result()).isEqualTo(Verdict.UNKNOWN);
    }

    private void isAnswered() {
        Assertions.assertThat(actual.succeeded()).as("answered: %s", actual).isTrue();
    }

    void isWaiting() {
        Assertions.assertThat(actual.isComplete()).as("complete").isFalse();
    }

    void failedWith(Failure failure) {
        Assertions.assertThat(actual.cause())
                .isInstanceOfSatisfying(FailureException.class, fault -> Assertions.assertThat(fault.failure())
                        .isEqualTo(failure));
    }
}
