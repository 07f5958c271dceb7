package dev.trackbus.bench.micro;

import dev.trackbus.bus.Bus;
import io.vertx.core.Context;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

/** One event loop on which questions are asked, 64 open at a time, as the hot case has them. */
final class Loop implements AutoCloseable {
    private static final int AT_A_TIME = 64;

    private final Vertx vertx = Bus.prepare(Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1)));
    private final Context context = vertx.getOrCreateContext();
    private final Bus bus = new Bus(vertx);

    Bus bus() {
        return bus;
    }

    void deploy(Deployable verticle) {
        await(vertx.deployVerticle(verticle));
    }

    /** Does something on the loop and waits for what comes of it. */
    <T> T onLoop(Function<Bus, Future<T>> work) {
        CompletableFuture<T> done = new CompletableFuture<>();
        context.runOnContext(now -> work.apply(bus).onSuccess(done::complete).onFailure(done::completeExceptionally));
        return done.join();
    }

    /** Asks so often. Blocks until the last answer; throws where one fails. */
    void ask(int times, Supplier<Future<?>> question) {
        new Run(times, question).join();
    }

    private static <T> T await(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }

    @Override
    public void close() {
        await(vertx.close());
    }

    private final class Run {
        private final Supplier<Future<?>> question;
        private final CompletableFuture<Void> end = new CompletableFuture<>();
        private int left;
        private int open = AT_A_TIME;

        Run(int times, Supplier<Future<?>> question) {
            this.left = times;
            this.question = question;
        }

        void join() {
            context.runOnContext(now -> {
                for (int i = 0; i < AT_A_TIME; i++) {
                    next();
                }
            });
            end.join();
        }

        private void next() {
            if (left > 0) {
                left--;
                question.get().onSuccess(answer -> next()).onFailure(end::completeExceptionally);
            } else if (--open == 0) {
                end.complete(null);
            }
        }
    }
}
