package dev.trackbus.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trackbus.bus.Appended;
import dev.trackbus.bus.PhaseChanged.Phase;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StopTest {
    private final Service service = new Service();

    @AfterEach
    void close() {
        service.close();
    }

    @Test
    void answersWhatIsInFlightAndThenCloses() {
        Promise<Appended> held = Promise.promise();
        service.kinesis = event -> held.future();
        int port = service.port();
        try (RawConnection busy = service.connect();
                RawConnection idle = service.connect()) {
            idle.send(Service.request("GET", "/health/live", "")).read();
            busy.send(Service.request("GET", "/event/212312", ""));
            service.awaitInFlight(1);
            Future<Void> stopped = service.vertx.undeploy(service.deployment);

            assertThat(idle.isClosedByPeer()).isTrue();
            assertThat(stopped.isComplete()).isFalse();
            held.complete(new Appended(1));
            Answer answer = busy.read();

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("connection")).isEqualTo("close");
            assertThat(busy.isClosedByPeer()).isTrue();
            Service.await(stopped);
        }
        assertThatThrownBy(() -> new RawConnection(port))
                .isInstanceOf(UncheckedIOException.class)
                .hasCauseInstanceOf(ConnectException.class);
    }

    @Test
    void doesNothingThatWasPipelinedBehindTheLastAnswerOfAConnection() {
        AtomicInteger events = new AtomicInteger();
        service.kinesis = event -> Future.succeededFuture(new Appended(events.incrementAndGet()));
        service.enter(Phase.STOPPING);
        Awaitility.await().until(() -> service.get("/health/live").header("connection") != null);
        try (RawConnection connection = service.connect()) {
            connection.send(Service.request("GET", "/event/212312", "").repeat(20));

            assertThat(connection.read().header("connection")).isEqualTo("close");
            assertThat(connection.isClosedByPeer()).isTrue();
        }
        assertThat(events).hasValue(1);
    }

    @Test
    void removesItsGauge() {
        Service.await(service.vertx.undeploy(service.deployment));

        assertThat(service.meters.find("trackbus.http.in.flight").gauge()).isNull();
    }

    @Test
    void failsToStartWhereThePortIsTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Future<String> second = service.vertx.deployVerticle(new HttpVerticle(
                    HttpConfig.of("127.0.0.1", taken.getLocalPort(), false),
                    new InstanceLimits(RefusedRates.USUAL.sharedBy(1), MemoryLimits.sharedBy(1)),
                    HealthChecks.none(),
                    service.meters,
                    service.clock));

            Awaitility.await().until(second::isComplete);
            assertThat(second.cause()).isInstanceOf(BindException.class);
        }
    }
}
