package dev.trackbus.bus;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RequestTrackerTest {
    private static final RequestReply<FindProgram, Appended> CONTRACT =
            new RequestReply<>("test.tracker", Duration.ofMillis(200), FindProgram.JSON, Appended.JSON);

    private final ConcurrentHashMap<String, Promise<Appended>> served = new ConcurrentHashMap<>();
    private Vertx vertx;
    private Bus bus;

    @BeforeEach
    void open() {
        vertx = Bus.prepare(Vertx.vertx());
        bus = new Bus(vertx);
        within(new Bus(vertx).serve(CONTRACT, find -> served.computeIfAbsent(find.programId(), id -> Promise.promise())
                .future()));
    }

    @AfterEach
    void close() {
        within(vertx.close());
    }

    @Test
    void completesOnTheThreadOfTheCaller() {
        Context caller = vertx.getOrCreateContext();
        CompletableFuture<List<Thread>> threads = new CompletableFuture<>();

        caller.runOnContext(now -> {
            Thread calledOn = Thread.currentThread();
            request("a").onComplete(answer -> threads.complete(List.of(calledOn, Thread.currentThread())));
            promise("a").complete(new Appended(1));
        });

        List<Thread> both = threads.orTimeout(5, TimeUnit.SECONDS).join();
        assertThat(both.get(1)).isSameAs(both.get(0));
    }

    @Test
    void givesEachCallerItsOwnReplyInAnyOrder() {
        Future<Appended> first = request("first");
        Future<Appended> second = request("second");

        promise("second").complete(new Appended(2));
        promise("first").complete(new Appended(1));

        assertThat(within(first).sequence()).isEqualTo(1);
        assertThat(within(second).sequence()).isEqualTo(2);
    }

    @Test
    void timesOutOnlyRequestsWithoutAReply() {
        Future<Appended> lost = request("lost");
        Future<Appended> answered = request("answered");
        promise("answered").complete(new Appended(2));

        assertThat(fault(lost)).isEqualTo(Failure.TIMED_OUT);
        assertThat(within(answered).sequence()).isEqualTo(2);
    }

    @Test
    void timesOutARequestSentWhileTheTimerWasSet() {
        request("first");
        Promise<Void> later = Promise.promise();
        vertx.setTimer(100, due -> later.complete());
        within(later.future());

        assertThat(fault(request("second"))).isEqualTo(Failure.TIMED_OUT);
    }

    @Test
    void timesOutAgainAfterAllRequestsWereComplete() {
        Future<Appended> answered = request("answered");
        promise("answered").complete(new Appended(1));
        within(answered);
        Promise<Void> later = Promise.promise();
        vertx.setTimer(300, due -> later.complete());
        within(later.future());

        assertThat(fault(request("lost"))).isEqualTo(Failure.TIMED_OUT);
    }

    @Test
    void dropsAReplyAfterTheDeadline() {
        Future<Appended> lost = request("lost");
        List<Failure> faults = new ArrayList<>();
        faults.add(fault(lost));

        promise("lost").complete(new Appended(1));
        Future<Appended> next = request("next");
        promise("next").complete(new Appended(2));

        assertThat(within(next).sequence()).isEqualTo(2);
        assertThat(lost.failed()).isTrue();
        assertThat(faults).containsExactly(Failure.TIMED_OUT);
    }

    private Future<Appended> request(String id) {
        return bus.request(CONTRACT, new FindProgram(id));
    }

    private Promise<Appended> promise(String id) {
        return served.computeIfAbsent(id, any -> Promise.promise());
    }

    private static Failure fault(Future<?> future) {
        return within(future.<Failure>transform(result -> Future.succeededFuture(Failure.of(result.cause()))));
    }

    private static <T> T within(Future<T> future) {
        return future.toCompletionStage()
                .toCompletableFuture()
                .orTimeout(5, TimeUnit.SECONDS)
                .join();
    }
}
