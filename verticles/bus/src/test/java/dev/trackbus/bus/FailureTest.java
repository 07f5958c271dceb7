package dev.trackbus.bus;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FailureTest {
    @ParameterizedTest
    @CsvSource({
        "TIMEOUT, -1, TIMED_OUT",
        "NO_HANDLERS, -1, UNAVAILABLE",
        "ERROR, 0, INTERNAL",
        "RECIPIENT_FAILURE, 1, UNAVAILABLE",
        "RECIPIENT_FAILURE, 2, TIMED_OUT",
        "RECIPIENT_FAILURE, 3, OVERLOADED",
        "RECIPIENT_FAILURE, 4, INTERNAL",
        "RECIPIENT_FAILURE, 5, INTERNAL",
        "RECIPIENT_FAILURE, -1, INTERNAL"
    })
    void followsFromTheReply(ReplyFailure reply, int code, Failure failure) {
        assertThat(Failure.of(new ReplyException(reply, code, ""))).isEqualTo(failure);
    }

    @ParameterizedTest
    @EnumSource(Failure.class)
    void isReadBackFromItsCode(Failure failure) {
        assertThat(Failure.of(new ReplyException(ReplyFailure.RECIPIENT_FAILURE, failure.code(), "")))
                .isEqualTo(failure);
    }

    /** Other languages know these numbers: a change here breaks them. */
    @ParameterizedTest
    @CsvSource({"UNAVAILABLE, 1", "TIMED_OUT, 2", "OVERLOADED, 3", "INTERNAL, 4"})
    void hasAStableCode(Failure failure, int code) {
        assertThat(failure.code()).isEqualTo(code);
    }
}
