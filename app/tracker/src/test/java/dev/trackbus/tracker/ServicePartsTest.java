package dev.trackbus.tracker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ServicePartsTest {
    private final Vertx vertx = Vertx.vertx();
    private final List<String> calls = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() throws Exception {
        await(vertx.close());
    }

    @Test
    void startsInOrderAndStopsInReverseOrder() throws Exception {
        ServiceParts parts = new ServiceParts(List.of(part("kinesis"), part("redis"), part("http")));
        await(parts.start());
        assertThat(await(parts.stop())).isEmpty();
        assertThat(calls)
                .containsExactly(
                        "start kinesis", "start redis", "start http", "stop http", "stop redis", "stop kinesis");
    }

    @Test
    void startsAndStopsAPartThatIsAddedInTheMiddleInItsPlace() throws Exception {
        List<ServicePart> list = new ArrayList<>(List.of(part("kinesis"), part("redis"), part("http")));
        list.add(2, part("screen"));
        ServiceParts parts = new ServiceParts(list);
        await(parts.start());
        await(parts.stop());
        assertThat(calls).containsSubsequence("start redis", "start screen", "start http");
        assertThat(calls).containsSubsequence("stop http", "stop screen", "stop redis");
    }

    @Test
    void stopsTheOthersIfOneFails() throws Exception {
        ServiceParts parts = new ServiceParts(List.of(part("kinesis"), failing("redis"), part("http")));
        await(parts.start());
        assertThat(await(parts.stop())).containsExactly("redis");
        assertThat(calls).containsSubsequence("stop http", "stop kinesis");
    }

    @Test
    void stopsTheOthersIfOneThrows() throws Exception {
        ServicePart throwing = new ServicePart("redis", () -> call("start redis"), () -> {
            throw new IllegalStateException("a defect");
        });
        ServiceParts parts = new ServiceParts(List.of(part("kinesis"), throwing, part("http")));
        await(parts.start());
        assertThat(await(parts.stop())).containsExactly("redis");
        assertThat(calls).contains("stop kinesis");
    }

    @Test
    void stopsTheOthersIfOneExceedsItsLimit() throws Exception {
        ServicePart hanging =
                ServicePart.atStop("drain", () -> Promise.promise().future(), Duration.ofMillis(1));
        ServiceParts parts = new ServiceParts(List.of(part("kinesis"), hanging));
        await(parts.start());
        assertThat(await(parts.stop())).containsExactly("drain");
        assertThat(calls).contains("stop kinesis");
    }

    @Test
    void startsNoFurtherPartIfOneFails() {
        ServicePart failing = new ServicePart("redis", () -> Future.failedFuture("no port"), () -> call("stop redis"));
        ServiceParts parts = new ServiceParts(List.of(part("kinesis"), failing, part("http")));
        assertThatThrownBy(() -> await(parts.start()))
                .isInstanceOf(ExecutionException.class)
                .hasMessageContaining("no port");
        assertThat(calls).containsExactly("start kinesis");
    }

    @Test
    void stopsOnlyWhatHasStarted() throws Exception {
        ServicePart failing = new ServicePart("redis", () -> Future.failedFuture("no port"), () -> call("stop redis"));
        ServiceParts parts = new ServiceParts(List.of(part("kinesis"), failing, part("http")));
        await(parts.start().otherwiseEmpty());
        await(parts.stop());
        assertThat(calls).containsExactly("start kinesis", "stop kinesis");
    }

    @Test
    void seesThatAVerticleDidNotStop() throws Exception {
        VerticleBase unstoppable = new VerticleBase() {
            @Override
            public Future<?> stop() {
                return Future.failedFuture("position not written");
            }
        };
        String id = await(vertx.deployVerticle(unstoppable));
        ServiceParts parts = new ServiceParts(
                List.of(new ServicePart("kinesis", Future::succeededFuture, () -> vertx.undeploy(id))));
        await(parts.start());
        assertThat(await(parts.stop())).isEqualTo(Set.of("kinesis"));
    }

    @Test
    void refusesTwoPartsWithOneName() {
        List<ServicePart> twice = List.of(part("redis"), part("redis"));
        assertThatThrownBy(() -> new ServiceParts(twice)).hasMessageContaining("the same name");
    }

    private ServicePart part(String name) {
        return new ServicePart(name, () -> call("start " + name), () -> call("stop " + name));
    }

    private ServicePart failing(String name) {
        return new ServicePart(name, () -> call("start " + name), () -> Future.failedFuture("a fault"));
    }

    private Future<Void> call(String what) {
        calls.add(what);
        return vertx.timer(1, TimeUnit.MILLISECONDS).mapEmpty();
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }
}
