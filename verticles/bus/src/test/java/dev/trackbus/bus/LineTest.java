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

class LineTest {
    private static final Ask<Find, Appended> ASK =
            new Ask<>("test.line", Duration.ofMillis(200), Find.JSON, Appended.JSON);

    private final ConcurrentHashMap<String, Promise<Appended>> asked = new ConcurrentHashMap<>();
    private Vertx vertx;
    private Bus bus;

    @BeforeEach
    void open() {
        vertx = Bus.prepare(Vertx.vertx());
        bus = new Bus(vertx);
        within(new Bus(vertx).answer(ASK, find -> asked.computeIfAbsent(find.programId(), id -> Promise.promise())
                .future()));
    }

    @AfterEach
    void close() {
        within(vertx.close());
    }

    @Test
    void answersOnTheThreadThatAsked() {
        Context asker = vertx.getOrCreateContext();
        CompletableFuture<List<Thread>> threads = new CompletableFuture<>();

        asker.runOnContext(now -> {
            Thread askedOn = Thread.currentThread();
            ask("a").onComplete(answer -> threads.complete(List.of(askedOn, Thread.currentThread())));
            promise("a").complete(new Appended(1));
        });

        List<Thread> both = threads.orTimeout(5, TimeUnit.SECONDS).join();
        assertThat(both.get(1)).isSameAs(both.get(0));
    }

    @Test
    void givesEachAskerItsOwnAnswerInWhicheverOrderTheyCome() {
        Future<Appended> first = ask("first");
        Future<Appended> second = ask("second");

        promise("second").complete(new Appended(2));
        promise("first").complete(new Appended(1));

        assertThat(within(first).sequence()).isEqualTo(1);
        assertThat(within(second).sequence()).isEqualTo(2);
    }

    @Test
    void timesOutWhatIsNotAnsweredAndNothingElse() {
        Future<Appended> lost = ask("lost");
        Future<Appended> answered = ask("answered");
        promise("answered").complete(new Appended(2));

        assertThat(fault(lost)).isEqualTo(Failure.TIMED_OUT);
        assertThat(within(answered).sequence()).isEqualTo(2);
    }

    @Test
    void timesOutWhatWasAskedWhileAnotherQuestionHadTheTimer() {
        ask("first");
        Promise<Void> later = Promise.promise();
        vertx.setTimer(100, due -> later.complete());
        within(later.future());

        assertThat(fault(ask("second"))).isEqualTo(Failure.TIMED_OUT);
    }

    @Test
    void timesOutAgainAfterAllQuestionsWereAnswered() {
        Future<Appended> answered = ask("answered");
        promise("answered").complete(new Appended(1));
        within(answered);
        Promise<Void> later = Promise.promise();
        vertx.setTimer(300, due -> later.complete());
        within(later.future());

        assertThat(fault(ask("lost"))).isEqualTo(Failure.TIMED_OUT);
    }

    @Test
    void anAnswerAfterTheDeadlineIsDropped() {
        Future<Appended> lost = ask("lost");
        List<Failure> faults = new ArrayList<>();
        faults.add(fault(lost));

        promise("lost").complete(new Appended(1));
        Future<Appended> next = ask("next");
        promise("next").complete(new Appended(2));

        assertThat(within(next).sequence()).isEqualTo(2);
        assertThat(lost.failed()).isTrue();
        assertThat(faults).containsExactly(Failure.TIMED_OUT);
    }

    private Future<Appended> ask(String id) {
        return bus.ask(ASK, new Find(id));
    }

    private Promise<Appended> promise(String id) {
        return asked.computeIfAbsent(id, any -> Promise.promise());
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
