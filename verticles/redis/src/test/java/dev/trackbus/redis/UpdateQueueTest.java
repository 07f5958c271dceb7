package dev.trackbus.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Handler;
import io.vertx.core.streams.ReadStream;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.impl.types.SimpleStringType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class UpdateQueueTest {
    private final ArrayDeque<Runnable> turns = new ArrayDeque<>();
    private final List<String> handedOn = new ArrayList<>();
    private final UpdateQueue queue = new UpdateQueue(turns::add, push -> handedOn.add(push.toString()));
    private final Source source = new Source();

    private static final class Source implements ReadStream<Response> {
        private boolean paused;

        @Override
        public ReadStream<Response> pause() {
            paused = true;
            return this;
        }

        @Override
        public ReadStream<Response> resume() {
            paused = false;
            return this;
        }

        @Override
        public ReadStream<Response> exceptionHandler(Handler<Throwable> handler) {
            return this;
        }

        @Override
        public ReadStream<Response> handler(Handler<Response> handler) {
            return this;
        }

        @Override
        public ReadStream<Response> endHandler(Handler<Void> handler) {
            return this;
        }

        @Override
        public ReadStream<Response> fetch(long amount) {
            return this;
        }
    }

    private void add(int count) {
        for (int i = 0; i < count; i++) {
            queue.add(SimpleStringType.create("push " + i), source);
        }
    }

    private void runAll() {
        while (!turns.isEmpty()) {
            turns.poll().run();
        }
    }

    @Test
    void handsOnASliceAtOnceAndAnotherEachTurn() {
        add(2 * UpdateQueue.SLICE + 1);
        assertThat(handedOn).hasSize(UpdateQueue.SLICE);
        turns.poll().run();
        assertThat(handedOn).hasSize(2 * UpdateQueue.SLICE);
        turns.poll().run();
        assertThat(handedOn).hasSize(2 * UpdateQueue.SLICE + 1);
    }

    @Test
    void restsWhenThereIsNothing() {
        add(1);
        turns.poll().run();
        assertThat(turns).isEmpty();
    }

    @Test
    void keepsTheirOrder() {
        add(100);
        runAll();
        assertThat(handedOn).hasSize(100).startsWith("push 0", "push 1").endsWith("push 98", "push 99");
    }

    @Test
    void goesOnAfterItWasEmpty() {
        add(1);
        runAll();
        add(1);
        runAll();
        assertThat(handedOn).hasSize(2);
    }

    @Test
    void asksRedisToWaitWhileTooManyWait() {
        add(UpdateQueue.SLICE + UpdateQueue.FULL - 1);
        assertThat(source.paused).isFalse();
        add(1);
        assertThat(source.paused).isTrue();
        runAll();
        assertThat(source.paused).isFalse();
        assertThat(handedOn).hasSize(UpdateQueue.SLICE + UpdateQueue.FULL);
    }

    @Test
    void pausesTheNextConnectionToo() {
        add(UpdateQueue.SLICE + UpdateQueue.FULL);
        Source next = new Source();
        queue.add(SimpleStringType.create("push"), next);
        assertThat(next.paused).isTrue();
        assertThat(source.paused).isFalse();
        runAll();
        assertThat(next.paused).isFalse();
    }

    @Test
    void pausesTheConnectionWhileTooManyBytesWait() {
        add(UpdateQueue.SLICE);
        Response large = SimpleStringType.create("x".repeat(UpdateQueue.FULL_BYTES / 2));
        queue.add(large, source);
        assertThat(source.paused).isFalse();
        queue.add(large, source);
        assertThat(source.paused).isTrue();
        runAll();
        assertThat(source.paused).isFalse();
    }

    @Test
    void endsATurnWhenItHasHandedOnManyBytes() {
        for (int i = 0; i < 3; i++) {
            queue.add(SimpleStringType.create("x".repeat(UpdateQueue.SLICE_BYTES)), source);
        }
        assertThat(handedOn).hasSize(1);
        turns.poll().run();
        assertThat(handedOn).hasSize(2);
    }

    @Test
    void handsOnNothingThatItDropped() {
        add(UpdateQueue.SLICE + UpdateQueue.FULL);
        queue.drop();
        assertThat(source.paused).isFalse();
        runAll();
        assertThat(handedOn).hasSize(UpdateQueue.SLICE);
    }

    @Test
    void countsFromNothingAfterADrop() {
        add(UpdateQueue.SLICE + UpdateQueue.FULL - 1);
        queue.drop();
        add(UpdateQueue.FULL - 1);
        assertThat(source.paused).isFalse();
    }
}
