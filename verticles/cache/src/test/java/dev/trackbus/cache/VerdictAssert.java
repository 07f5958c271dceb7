package dev.trackbus.cache;

import dev.trackbus.bus.Failure;
import dev.trackbus.bus.FailureException;
import dev.trackbus.bus.ValidationResult;
import io.vertx.core.Future;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.Assertions;

/** What a judgement came to, without waiting. */
final class VerdictAssert extends AbstractAssert<VerdictAssert, Future<ValidationResult>> {
    private VerdictAssert(Future<ValidationResult> actual) {
        super(actual, VerdictAssert.class);
    }

    static VerdictAssert assertThat(Future<ValidationResult> judged) {
        return new VerdictAssert(judged);
    }

    void isAcceptedByVersion(long version) {
        isAnswered();
        Assertions.assertThat(actual.result()).isEqualTo(new ValidationResult.Accepted(CoreData.program(version)));
    }

    void isUnknown() {
        isAnswered();
        Assertions.assertThat(actual.result()).isEqualTo(ValidationResult.UNKNOWN_PROGRAM);
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
