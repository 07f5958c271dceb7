package dev.trackbus.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trackbus.bus.Drained;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BootstrapVerticleTest {
    private final Vertx vertx = Vertx.vertx();

    /** Stops as a journal does whose position can't be put down. */
    private static final class Unstoppable extends VerticleBase {
        @Override
        public Future<?> stop() {
            return Future.failedFuture("position not written");
        }
    }

    @AfterEach
    void close() throws Exception {
        await(vertx.close());
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    @Test
    void knowsThatAVerticleDidNotStopWell() throws Exception {
        String id = await(vertx.deployVerticle(new Unstoppable()));
        assertThat(await(BootstrapVerticle.step("kinesis", vertx.undeploy(id)))).isFalse();
    }

    @Test
    void knowsThatAVerticleStoppedWell() throws Exception {
        String id = await(vertx.deployVerticle(new VerticleBase() {}));
        assertThat(await(BootstrapVerticle.step("kinesis", vertx.undeploy(id)))).isTrue();
    }

    @Test
    void claimsNothingToBeLeftOnlyWhenTheJournalClosedWell() {
        assertThat(BootstrapVerticle.rest(new Drained(0, 2), true)).isEqualTo(new Drained(0, 2));
        assertThat(BootstrapVerticle.rest(new Drained(7, 0), true)).isEqualTo(new Drained(7, 0));
        assertThat(BootstrapVerticle.rest(new Drained(0, 2), false)).isEqualTo(new Drained(-1, 2));
    }
}
