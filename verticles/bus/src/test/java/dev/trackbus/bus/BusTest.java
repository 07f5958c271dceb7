package dev.trackbus.bus;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BusTest {
    private static final Ask<Find, Appended> ASK =
            new Ask<>("test.ask", Duration.ofSeconds(5), Find.JSON, Appended.JSON);
    private static final Notice<Subscribed> NOTICE = new Notice<>("test.notice", Subscribed.JSON);

    private Vertx vertx;
    private Bus bus;

    @BeforeEach
    void open() {
        vertx = Bus.prepare(Vertx.vertx());
        bus = new Bus(vertx);
    }

    @AfterEach
    void close() {
        await(vertx.close());
    }

    @Test
    void passesQuestionAndAnswerByReference() {
        Find question = new Find("a");
        Appended answer = new Appended(1);
        CompletableFuture<Find> asked = new CompletableFuture<>();
        serve(find -> {
            asked.complete(find);
            return Future.succeededFuture(answer);
        });

        assertThat(await(bus.ask(ASK, question))).isSameAs(answer);
        assertThat(asked.join()).isSameAs(question);
    }

    @Test
    void answersJsonWithJson() {
        serve(find -> Future.succeededFuture(new Appended(find.programId().length())));

        Message<JsonObject> reply =
                await(vertx.eventBus().request("test.ask", new JsonObject().put("programId", "abc")));

        assertThat(reply.body()).isEqualTo(new JsonObject().put("sequence", 3L));
    }

    @Test
    void saysWhichFieldOfAJsonQuestionIsWrong() {
        serve(find -> Future.succeededFuture(new Appended(1)));

        assertThat(fault(vertx.eventBus().request("test.ask", new JsonObject())))
                .hasMessage("question not understood: programId");
    }

    @Test
    void carriesAFailureWithItsFigures() {
        serve(find -> Future.failedFuture(new FailureException(Failure.OVERLOADED, "full: 8 of 8")));

        assertFails(Failure.OVERLOADED, "test.ask: full: 8 of 8");
    }

    @Test
    void answersAtOnceWhereTheVerticleThrows() {
        serve(find -> {
            throw new IllegalStateException("a defect");
        });

        assertFails(Failure.INTERNAL, "test.ask: a defect");
    }

    @Test
    void answersInternalWhereTheFutureFailsWithADefect() {
        serve(find -> Future.failedFuture(new IllegalStateException("a defect")));

        assertFails(Failure.INTERNAL, "test.ask: a defect");
    }

    @Test
    void isUnavailableWhereNobodyServes() {
        assertThat(failure(bus.ask(ASK, new Find("a")))).isEqualTo(Failure.UNAVAILABLE);
    }

    @Test
    void timesOutAtTheContractsDeadline() {
        Ask<Find, Appended> hasty = new Ask<>("test.ask", Duration.ofMillis(5), Find.JSON, Appended.JSON);
        serve(find -> Promise.<Appended>promise().future());

        assertThat(failure(bus.ask(hasty, new Find("a")))).isEqualTo(Failure.TIMED_OUT);
    }

    @Test
    void anAnswerOfTheWrongTypeIsAFault() {
        Ask<Find, Lookup> other = new Ask<>("test.ask", Duration.ofSeconds(5), Find.JSON, Lookup.JSON);
        serve(find -> Future.succeededFuture(new Appended(1)));

        assertThat(fault(bus.ask(other, new Find("a")))).isInstanceOf(ClassCastException.class);
    }

    @Test
    void newsReachAllWhoListen() {
        CompletableFuture<Subscribed> first = new CompletableFuture<>();
        CompletableFuture<Subscribed> second = new CompletableFuture<>();
        await(bus.listen(NOTICE, first::complete));
        await(new Bus(vertx).listen(NOTICE, second::complete));
        Subscribed news = new Subscribed(1);

        bus.publish(NOTICE, news);

        assertThat(within(first)).isSameAs(news);
        assertThat(within(second)).isSameAs(news);
    }

    @Test
    void newsInJsonAreHeardLikeAnyOther() {
        CompletableFuture<Subscribed> heard = new CompletableFuture<>();
        await(bus.listen(NOTICE, heard::complete));

        vertx.eventBus().publish("test.notice", new JsonObject().put("subscriptionEpoch", 3));

        assertThat(within(heard)).isEqualTo(new Subscribed(3));
    }

    @Test
    void aListenerThatThrowsHearsTheNextNews() {
        CompletableFuture<Subscribed> heard = new CompletableFuture<>();
        await(bus.listen(NOTICE, news -> {
            if (news.subscriptionEpoch() == 1) {
                throw new IllegalStateException("a defect");
            }
            heard.complete(news);
        }));

        bus.publish(NOTICE, new Subscribed(1));
        bus.publish(NOTICE, new Subscribed(2));

        assertThat(within(heard).subscriptionEpoch()).isEqualTo(2);
    }

    @Test
    void servesNothingAfterItWithdrew() {
        serve(find -> Future.succeededFuture(new Appended(1)));

        await(bus.withdraw());

        assertThat(failure(bus.ask(ASK, new Find("a")))).isEqualTo(Failure.UNAVAILABLE);
    }

    private void serve(Function<Find, Future<Appended>> answer) {
        await(bus.answer(ASK, answer));
    }

    private void assertFails(Failure failure, String message) {
        Throwable fault = fault(bus.ask(ASK, new Find("a")));
        assertThat(fault).hasMessage(message);
        assertThat(Failure.of(fault)).isEqualTo(failure);
    }

    private static Failure failure(Future<?> future) {
        return ((FailureException) fault(future)).failure();
    }

    private static Throwable fault(Future<?> future) {
        Throwable thrown = Assertions.catchThrowable(() -> await(future));
        return thrown instanceof CompletionException ? thrown.getCause() : thrown;
    }

    private static <T> T await(Future<T> future) {
        return within(future.toCompletionStage().toCompletableFuture());
    }

    private static <T> T within(CompletableFuture<T> future) {
        return future.orTimeout(5, TimeUnit.SECONDS).join();
    }
}
