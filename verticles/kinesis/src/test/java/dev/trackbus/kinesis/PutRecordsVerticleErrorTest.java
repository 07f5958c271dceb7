package dev.trackbus.kinesis;

import static dev.trackbus.kinesis.stub.Stubs.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trackbus.bus.Bus;
import dev.trackbus.bus.Failure;
import dev.trackbus.bus.FailureException;
import dev.trackbus.bus.KinesisContract;
import dev.trackbus.kinesis.aws.PutRecordsClient;
import dev.trackbus.kinesis.stub.Stubs;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequest;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;

/** Call that ends with a JVM error. */
class PutRecordsVerticleErrorTest {
    private final Vertx vertx = Bus.prepare(Vertx.vertx());
    private final Bus bus = new Bus(vertx);
    private final BlockingQueue<Throwable> unhandled = new LinkedBlockingQueue<>();
    private final OutOfMemoryError lack = new OutOfMemoryError("Java heap space");

    /** A client that runs out of memory. */
    private final class Exhausted implements KinesisClient {
        @Override
        public PutRecordsResponse putRecords(PutRecordsRequest request) {
            throw lack;
        }

        @Override
        public String serviceName() {
            return "kinesis";
        }

        @Override
        public void close() {}
    }

    @BeforeEach
    void deploy() throws Exception {
        vertx.exceptionHandler(unhandled::add);
        await(vertx.deployVerticle(
                new PutRecordsVerticle(() -> new PutRecordsClient(new Exhausted(), "s")),
                new DeploymentOptions().setThreadingModel(ThreadingModel.WORKER)));
    }

    @AfterEach
    void close() throws Exception {
        await(vertx.close());
    }

    @Test
    void speaksAgainstNoEventAndReachesTheProcess() throws Exception {
        assertThatThrownBy(() -> await(bus.request(KinesisContract.PUT_RECORDS, Stubs.batch(1))))
                .cause()
                .isInstanceOfSatisfying(FailureException.class, failed -> assertThat(failed.failure())
                        .isEqualTo(Failure.UNAVAILABLE));
        assertThat(unhandled.poll(20, TimeUnit.SECONDS)).isSameAs(lack);
    }
}
