package dev.trackbus.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.impl.types.BulkType;
import io.vertx.redis.client.impl.types.MultiType;
import java.lang.reflect.Proxy;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a subscription does with the pushes of a connection that has ended. */
class SubscriptionTest {
    private final ArrayDeque<Runnable> turns = new ArrayDeque<>();
    private final List<String> events = new ArrayList<>();
    private final Subscription subscription = new Subscription(
            "channel",
            epoch -> events.add("epoch " + epoch),
            change -> events.add("push of epoch " + change.subscriptionEpoch()),
            new RedisMetrics(new SimpleMeterRegistry()),
            System::nanoTime,
            turns::add);

    @BeforeEach
    void receiveMorePushesThanOneTurnTakes() {
        connect();
        push(UpdateQueue.SLICE + 8);
    }

    private void connect() {
        subscription.begin((RedisConnection) Proxy.newProxyInstance(
                SubscriptionTest.class.getClassLoader(),
                new Class<?>[] {RedisConnection.class},
                (proxy, method, arguments) ->
                        method.getReturnType() == Future.class ? Future.succeededFuture() : proxy));
        subscription.received(message("subscribe", "channel", "1"));
    }

    private void push(int count) {
        for (int i = 0; i < count; i++) {
            subscription.received(
                    message("message", "channel", "{\"programId\":\"1\",\"deleted\":true,\"version\":" + i + "}"));
        }
    }

    private static Response message(String... parts) {
        MultiType message = MultiType.create(parts.length, false);
        for (String part : parts) {
            message.add(BulkType.create(Buffer.buffer(part), false));
        }
        return message;
    }

    private void runAll() {
        while (!turns.isEmpty()) {
            turns.poll().run();
        }
    }

    @Test
    void dropsThePushesOfAConnectionThatHasEnded() {
        subscription.ended();
        runAll();
        assertThat(events).hasSize(1 + UpdateQueue.SLICE);
    }

    @Test
    void handsOnNoPushOfAnEarlierConnectionInTheNextEpoch() {
        connect();
        runAll();
        assertThat(events).hasSize(2 + UpdateQueue.SLICE).last().isEqualTo("epoch 2");
    }

    @Test
    void marksEachPushWithTheEpochOfItsConnection() {
        subscription.ended();
        connect();
        push(1);
        runAll();
        assertThat(events).startsWith("epoch 1", "push of epoch 1").endsWith("epoch 2", "push of epoch 2");
    }
}
