package dev.trackbus.bus;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Deadlines are nested: requests that a server sends meanwhile end before its own deadline. */
class DeadlinesTest {
    /** StopTimeout of the container. */
    private static final Duration STOP = Duration.ofSeconds(120);

    private static final RequestReply<HealthRequest, HealthStatus> TOO_LONG =
            new RequestReply<>("test.too-long", Duration.ofMillis(401), HealthRequest.JSON, HealthStatus.JSON);

    /** Requests that are sent one after the other within a time. */
    private record Sum(String what, Duration within, List<RequestReply<?, ?>> requests) {
        Sum(String what, Duration within, RequestReply<?, ?>... requests) {
            this(what, within, List.of(requests));
        }

        boolean fits() {
            Duration together = requests.stream().map(RequestReply::deadline).reduce(Duration.ZERO, Duration::plus);
            return together.compareTo(within) <= 0;
        }

        @Override
        public String toString() {
            return what;
        }
    }

    /** Each contract is in a sum. */
    static Stream<Sum> sums() {
        return Stream.of(
                new Sum("a validation", CacheContract.VALIDATE.deadline(), RedisContract.FIND_PROGRAM),
                new Sum("a request", HttpContract.DEADLINE, CacheContract.VALIDATE, KinesisContract.APPEND),
                new Sum(
                        "a committed request",
                        HttpContract.DEADLINE_COMMITTED,
                        CacheContract.VALIDATE,
                        KinesisContract.APPEND_COMMITTED),
                new Sum("health", HttpContract.DEADLINE, RedisContract.HEALTH, KinesisContract.HEALTH),
                new Sum(
                        "a drain",
                        KinesisContract.DRAIN.deadline(),
                        KinesisContract.PUT_RECORDS,
                        KinesisContract.DEAD_LETTER),
                new Sum("a stop", STOP, KinesisContract.DRAIN));
    }

    @ParameterizedTest
    @MethodSource("sums")
    void requestsFitIntoTheirTime(Sum sum) {
        assertThat(sum.fits()).isTrue();
    }

    @Test
    void everyContractIsInASum() {
        assertThat(sums().flatMap(sum -> sum.requests().stream()).map(RequestReply::address))
                .containsAll(Contracts.requestReplies(Contracts.all())
                        .map(RequestReply::address)
                        .toList());
    }

    @Test
    void findsASumThatIsTooLong() {
        assertThat(new Sum("alone", CacheContract.VALIDATE.deadline(), TOO_LONG).fits())
                .isFalse();
        assertThat(new Sum("together", HttpContract.DEADLINE, CacheContract.VALIDATE, KinesisContract.APPEND, TOO_LONG)
                        .fits())
                .isFalse();
    }
}
