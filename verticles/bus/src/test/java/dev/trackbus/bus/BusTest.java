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
    private static final RequestReply<FindProgram, Appended> CONTRACT =
            new RequestReply<>("test.request", Duration.ofSeconds(5), FindProgram.JSON, Appended.JSON);
    private static final Broadcast<Subscribed> BROADCAST = new Broadcast<>("test.broadcast", Subscribed.JSON);

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
    void passesRequestAndReplyByReference() {
        FindProgram request = new FindProgram("a");
        Appended reply = new Appended(1);
        CompletableFuture<FindProgram> served = new CompletableFuture<>();
        serve(find -> {
            served.complete(find);
            return Future.succeededFuture(reply);
        });

        assertThat(await(bus.request(CONTRACT, request))).isSameAs(reply);
        assertThat(served.join()).isSameAs(request);
    }

    @Test
    void repliesInJsonToARequestInJson() {
        serve(find -> Future.succeededFuture(new Appended(find.programId().length())));

        Message<JsonObject> reply =
                await(vertx.eventBus().request("test.request", new JsonObject().put("programId", "abc")));

        assertThat(reply.body()).isEqualTo(new JsonObject().put("sequence", 3L));
    }

    @Test
    void namesTheWrongFieldOfAJsonRequest() {
        serve(find -> Future.succeededFuture(new Appended(1)));

        assertThat(fault(vertx.eventBus().request("test.request", new JsonObject())))
                .hasMessage("Cannot read the request: programId");
    }

    @Test
    void returnsAFailureWithItsMessage() {
        serve(find -> Future.failedFuture(new FailureException(Failure.OVERLOADED, "full: 8 of 8")));

        assertFails(Failure.OVERLOADED, "test.request: full: 8 of 8");
    }

    @Test
    void failsAtOnceIfTheServerThrows() {
        serve(find -> {
            throw new IllegalStateException("a defect");
        });

        assertFails(Failure.INTERNAL, "test.request: a defect");
    }

    @Test
    void failsWithInternalIfTheReplyFailsByADefect() {
        serve(find -> Future.failedFuture(new IllegalStateException("a defect")));

        assertFails(Failure.INTERNAL, "test.request: a defect");
    }

    @Test
    void isUnavailableIfNoVerticleServes() {
        assertThat(failure(bus.request(CONTRACT, new FindProgram("a")))).isEqualTo(Failure.UNAVAILABLE);
    }

    @Test
    void timesOutAtTheContractsDeadline() {
        RequestReply<FindProgram, Appended> hasty =
                new RequestReply<>("test.request", Duration.ofMillis(5), FindProgram.JSON, Appended.JSON);
        serve(find -> Promise.<Appended>promise().future());

        assertThat(failure(bus.request(hasty, new FindProgram("a")))).isEqualTo(Failure.TIMED_OUT);
    }

    @Test
    void failsIfTheReplyHasTheWrongType() {
        RequestReply<FindProgram, ProgramLookup> other =
                new RequestReply<>("test.request", Duration.ofSeconds(5), FindProgram.JSON, ProgramLookup.JSON);
        serve(find -> Future.succeededFuture(new Appended(1)));

        assertThat(fault(bus.request(other, new FindProgram("a")))).isInstanceOf(ClassCastException.class);
    }

    @Test
    void deliversABroadcastToAllSubscribers() {
        CompletableFuture<Subscribed> first = new CompletableFuture<>();
        CompletableFuture<Subscribed> second = new CompletableFuture<>();
        await(bus.subscribe(BROADCAST, first::complete));
        await(new Bus(vertx).subscribe(BROADCAST, second::complete));
        Subscribed message = new Subscribed(1);

        bus.publish(BROADCAST, message);

        assertThat(within(first)).isSameAs(message);
        assertThat(within(second)).isSameAs(message);
    }

    @Test
    void deliversABroadcastInJson() {
        CompletableFuture<Subscribed> received = new CompletableFuture<>();
        await(bus.subscribe(BROADCAST, received::complete));

        vertx.eventBus().publish("test.broadcast", new JsonObject().put("subscriptionEpoch", 3));

        assertThat(within(received)).isEqualTo(new Subscribed(3));
    }

    @Test
    void deliversTheNextBroadcastAfterASubscriberThrew() {
        CompletableFuture<Subscribed> received = new CompletableFuture<>();
        await(bus.subscribe(BROADCAST, message -> {
            if (message.subscriptionEpoch() == 1) {
                throw new IllegalStateException("a defect");
            }
            received.complete(message);
        }));

        bus.publish(BROADCAST, new Subscribed(1));
        bus.publish(BROADCAST, new Subscribed(2));

        assertThat(within(received).subscriptionEpoch()).isEqualTo(2);
    }

    @Test
    void isUnavailableAfterTheServerUnregistered() {
        serve(find -> Future.succeededFuture(new Appended(1)));

        await(bus.unregister());

        assertThat(failure(bus.request(CONTRACT, new FindProgram("a")))).isEqualTo(Failure.UNAVAILABLE);
    }

    private void serve(Function<FindProgram, Future<Appended>> handler) {
        await(bus.serve(CONTRACT, handler));
    }

    private void assertFails(Failure failure, String message) {
        Throwable fault = fault(bus.request(CONTRACT, new FindProgram("a")));
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
