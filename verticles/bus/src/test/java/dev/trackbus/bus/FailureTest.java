package dev.trackbus.bus;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureTest {
    @ParameterizedTest
    @CsvSource({
        "TIMEOUT, -1, TIMED_OUT",
        "NO_HANDLERS, -1, UNAVAILABLE",
        "ERROR, 0, INTERNAL",
        "RECIPIENT_FAILURE, 0, UNAVAILABLE",
        "RECIPIENT_FAILURE, 1, TIMED_OUT",
        "RECIPIENT_FAILURE, 2, OVERLOADED",
        "RECIPIENT_FAILURE, 3, INTERNAL",
        "RECIPIENT_FAILURE, 4, INTERNAL",
        "RECIPIENT_FAILURE, -1, INTERNAL"
    })
    void isToldByTheReply(ReplyFailure reply, int code, Failure failure) {
        assertThat(Failure.of(new ReplyException(reply, code, ""))).isEqualTo(failure);
    }
}
