package dev.trackbus.redis;

import static dev.trackbus.redis.RedisFixture.get;
import static dev.trackbus.redis.RedisFixture.soon;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trackbus.bus.Failure;
import dev.trackbus.bus.FailureException;
import dev.trackbus.bus.ProgramLookup;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Single flight and its bounds, with reads that land when the test says so. */
@ExtendWith(VertxExtension.class)
class InFlightReadsTest {
    private static final ProgramLookup MISSING = new ProgramLookup.Missing(3);

    private record Read(String programId, Promise<ProgramLookup> promise) {}

    private final List<Read> reads = new CopyOnWriteArrayList<>();
    private final List<String> timedOut = new CopyOnWriteArrayList<>();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private Context context;
    private Vertx vertx;

    @BeforeEach
    void takesOneEventLoop(Vertx given) {
        vertx = given;
        context = given.getOrCreateContext();
    }

    private InFlightReads inFlightReads(Duration timeout, int maxInFlight, int waiting) {
        Duration second = Duration.ofSeconds(1);
        RedisLimits limits = new RedisLimits(
                timeout, maxInFlight, waiting, second, Duration.ofSeconds(2), second, second, second, second);
        return new InFlightReads(vertx, limits, this::read, timedOut::add, new RedisMetrics(registry));
    }

    private InFlightReads patient(int maxInFlight, int waiting) {
        return inFlightReads(Duration.ofSeconds(60), maxInFlight, waiting);
    }

    private Future<ProgramLookup> read(String programId) {
        Read read = new Read(programId, Promise.promise());
        reads.add(read);
        return read.promise.future();
    }

    private <T> T onLoop(Supplier<T> action) {
        Promise<T> promise = Promise.promise();
        context.runOnContext(now -> {
            try {
                promise.complete(action.get());
            } catch (RuntimeException e) {
                promise.fail(e);
            }
        });
        return get(promise.future());
    }

    private void land(int read) {
        onLoop(() -> reads.get(read).promise.tryComplete(MISSING));
    }

    private List<String> begun() {
        return reads.stream().map(Read::programId).toList();
    }

    private static Failure failure(Future<?> future) {
        soon().until(future::isComplete);
        assertThat(future.cause()).isInstanceOf(FailureException.class);
        return ((FailureException) future.cause()).failure();
    }

    @Test
    void sharesOneReadAmongAllWhoAskMeanwhile() {
        InFlightReads inFlightReads = patient(4, 4);
        List<Future<ProgramLookup>> asks = onLoop(() -> List.of(
                inFlightReads.find("1"),
                inFlightReads.find("1"),
                inFlightReads.find("1"),
                inFlightReads.find("2"),
                inFlightReads.find("1")));
        assertThat(begun()).containsExactly("1", "2");
        land(0);
        assertThat(asks).filteredOn(Future::isComplete).hasSize(4).allSatisfy(ask -> assertThat(ask.result())
                .isEqualTo(MISSING));
    }

    @Test
    void readsAgainForWhoAsksLater() {
        InFlightReads inFlightReads = patient(4, 4);
        onLoop(() -> inFlightReads.find("1"));
        land(0);
        onLoop(() -> inFlightReads.find("1"));
        assertThat(begun()).containsExactly("1", "1");
    }

    @Test
    void sharesAFailureToo() {
        InFlightReads inFlightReads = patient(4, 4);
        List<Future<ProgramLookup>> asks = onLoop(() -> List.of(inFlightReads.find("1"), inFlightReads.find("1")));
        onLoop(() -> reads.get(0).promise.tryFail(new FailureException(Failure.UNAVAILABLE, "x")));
        assertThat(asks).allSatisfy(ask -> assertThat(failure(ask)).isEqualTo(Failure.UNAVAILABLE));
    }

    @Test
    void letsSomeFlySomeWaitAndRefusesTheRest() {
        InFlightReads inFlightReads = patient(2, 3);
        List<Future<ProgramLookup>> asks = onLoop(() -> List.of("1", "2", "3", "4", "5", "6").stream()
                .map(inFlightReads::find)
                .toList());
        assertThat(begun()).containsExactly("1", "2");
        assertThat(failure(asks.get(5))).isEqualTo(Failure.OVERLOADED);
        assertThat(asks.subList(0, 5)).noneMatch(Future::isComplete);
        assertThat(registry.get("trackbus.redis.reads.in.flight").gauge().value())
                .isEqualTo(2);
        assertThat(registry.get("trackbus.redis.reads.waiting").gauge().value()).isEqualTo(3);
    }

    @Test
    void sharesAWaitingReadEvenWhenItIsFull() {
        InFlightReads inFlightReads = patient(1, 1);
        List<Future<ProgramLookup>> asks =
                onLoop(() -> List.of(inFlightReads.find("1"), inFlightReads.find("2"), inFlightReads.find("2")));
        assertThat(asks).noneMatch(Future::isComplete);
    }

    @Test
    void startsWhoWaitedLongestWhenAReadLands() {
        InFlightReads inFlightReads = patient(1, 2);
        onLoop(() -> List.of(inFlightReads.find("1"), inFlightReads.find("2"), inFlightReads.find("3")));
        land(0);
        assertThat(begun()).containsExactly("1", "2");
        land(1);
        assertThat(begun()).containsExactly("1", "2", "3");
    }

    @Test
    void failsLateReadsAndNeverSendsWhoWaitedTooLong() {
        InFlightReads inFlightReads = inFlightReads(Duration.ofMillis(30), 1, 1);
        List<Future<ProgramLookup>> asks = onLoop(() -> List.of(inFlightReads.find("1"), inFlightReads.find("2")));
        assertThat(asks).allSatisfy(ask -> assertThat(failure(ask)).isEqualTo(Failure.TIMED_OUT));
        land(0);
        assertThat(begun()).containsExactly("1");
    }

    @Test
    void reportsTheTimeoutsOfReadsThatWereSent() {
        InFlightReads inFlightReads = inFlightReads(Duration.ofMillis(30), 1, 1);
        List<Future<ProgramLookup>> asks =
                onLoop(() -> List.of(inFlightReads.find("1"), inFlightReads.find("2"), inFlightReads.find("1")));
        assertThat(asks).allSatisfy(ask -> assertThat(failure(ask)).isEqualTo(Failure.TIMED_OUT));
        assertThat(timedOut).containsExactly("1");
    }

    @Test
    void keepsThePlaceOfALateReadUntilItLands() {
        InFlightReads inFlightReads = inFlightReads(Duration.ofMillis(30), 1, 1);
        Future<ProgramLookup> late = onLoop(() -> inFlightReads.find("1"));
        assertThat(failure(late)).isEqualTo(Failure.TIMED_OUT);
        onLoop(() -> inFlightReads.find("2"));
        assertThat(begun()).containsExactly("1");
        land(0);
        assertThat(begun()).containsExactly("1", "2");
    }

    @Test
    void readsAgainForWhoAsksAfterAChange() {
        InFlightReads inFlightReads = patient(4, 4);
        List<Future<ProgramLookup>> asks = onLoop(() -> {
            Future<ProgramLookup> before = inFlightReads.find("1");
            inFlightReads.renew("1");
            return List.of(before, inFlightReads.find("1"), inFlightReads.find("1"));
        });
        assertThat(begun()).containsExactly("1", "1");
        land(0);
        assertThat(asks).extracting(Future::isComplete).containsExactly(true, false, false);
        assertThat(onLoop(() -> inFlightReads.find("1")).isComplete()).isFalse();
        assertThat(begun()).containsExactly("1", "1");
    }

    @Test
    void readsAgainForAllAfterANewEpoch() {
        InFlightReads inFlightReads = patient(2, 4);
        onLoop(() -> List.of(inFlightReads.find("1"), inFlightReads.find("2"), inFlightReads.find("waiting")));
        onLoop(() -> {
            inFlightReads.renewAll();
            return List.of(inFlightReads.find("1"), inFlightReads.find("waiting"));
        });
        land(0);
        land(1);
        assertThat(begun()).containsExactly("1", "2", "waiting", "1");
    }

    @Test
    void failsAllAtOnceAndForgetsTheirLanding() {
        InFlightReads inFlightReads = patient(1, 1);
        List<Future<ProgramLookup>> asks = onLoop(() -> List.of(inFlightReads.find("1"), inFlightReads.find("2")));
        onLoop(() -> {
            inFlightReads.failAll("gone");
            return List.of(inFlightReads.find("3"), inFlightReads.find("4"));
        });
        assertThat(asks).allSatisfy(ask -> assertThat(failure(ask)).isEqualTo(Failure.UNAVAILABLE));
        land(0);
        assertThat(begun()).containsExactly("1", "3");
    }

    @Test
    void survivesReadsThatFailWhileTheyAreStarted() {
        InFlightReads inFlightReads = new InFlightReads(
                vertx,
                RedisLimits.DEFAULT,
                id -> Future.failedFuture(new FailureException(Failure.UNAVAILABLE, "closed")),
                timedOut::add,
                new RedisMetrics(registry));
        assertThat(failure(onLoop(() -> inFlightReads.find("1")))).isEqualTo(Failure.UNAVAILABLE);
        assertThat(failure(onLoop(() -> inFlightReads.find("1")))).isEqualTo(Failure.UNAVAILABLE);
    }
}
