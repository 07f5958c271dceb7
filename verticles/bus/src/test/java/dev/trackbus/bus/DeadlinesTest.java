package dev.trackbus.bus;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever asks has a time of its own to answer in; what it asks meanwhile fits into that. */
class DeadlinesTest {
    /** How long the container may take to stop: StopTimeout of the task. */
    private static final Duration STOP = Duration.ofSeconds(120);

    private static final Ask<Probe, Condition> TOO_LONG =
            new Ask<>("test.too-long", Duration.ofMillis(401), Probe.JSON, Condition.JSON);

    /** What is asked one after the other within a time. */
    private record Sum(String what, Duration within, List<Ask<?, ?>> asked) {
        Sum(String what, Duration within, Ask<?, ?>... asked) {
            this(what, within, List.of(asked));
        }

        boolean fits() {
            Duration together = asked.stream().map(Ask::deadline).reduce(Duration.ZERO, Duration::plus);
            return together.compareTo(within) <= 0;
        }

        @Override
        public String toString() {
            return what;
        }
    }

    /** A new Ask stands here, below what it is asked for. */
    static Stream<Sum> sums() {
        return Stream.of(
                new Sum("a verdict", CacheContract.JUDGE.deadline(), RedisContract.FIND),
                new Sum("a request", HttpContract.DEADLINE, CacheContract.JUDGE, KinesisContract.APPEND),
                new Sum(
                        "a committed request",
                        HttpContract.DEADLINE_COMMITTED,
                        CacheContract.JUDGE,
                        KinesisContract.APPEND_COMMITTED),
                new Sum("health", HttpContract.DEADLINE, RedisContract.CONDITION, KinesisContract.CONDITION),
                new Sum("a drain", KinesisContract.DRAIN.deadline(), KinesisContract.SHIP, KinesisContract.DEAD_LETTER),
                new Sum("a stop", STOP, KinesisContract.DRAIN));
    }

    @ParameterizedTest
    @MethodSource("sums")
    void whatIsAskedFitsInto(Sum sum) {
        assertThat(sum.fits()).isTrue();
    }

    @Test
    void everyAskIsInASum() {
        assertThat(sums().flatMap(sum -> sum.asked().stream()).map(Ask::address))
                .containsAll(Contracts.asks(Contracts.all()).map(Ask::address).toList());
    }

    @Test
    void aSumThatIsTooLongIsSeen() {
        assertThat(new Sum("alone", CacheContract.JUDGE.deadline(), TOO_LONG).fits())
                .isFalse();
        assertThat(new Sum("together", HttpContract.DEADLINE, CacheContract.JUDGE, KinesisContract.APPEND, TOO_LONG)
                        .fits())
                .isFalse();
    }
}
