package dev.trackbus.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionLimitTest {
    private static final String REQUEST = Service.request("GET", "/event/212312", "");

    @ParameterizedTest
    @CsvSource({"9223372036854775807, 10000", "20000, 10000", "19998, 9999", "1024, 512", "1, 1", "0, 1"})
    void leavesHalfOfTheDescriptorsToTheRest(long descriptors, int connections) {
        assertThat(ConnectionLimit.of(descriptors).connections()).isEqualTo(connections);
    }

    @Test
    void knowsThisProcess() {
        assertThat(ConnectionLimit.usual().connections()).isBetween(100, 10_000);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void refusesToLetNobodyIn(int connections) {
        assertThatThrownBy(() -> new ConnectionLimit(connections))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("HTTP_MAX_CONNECTIONS must be at least 1, was " + connections);
    }

    @ParameterizedTest
    @CsvSource({"10000, 9375", "128, 120", "17, 16", "3, 2", "2, 1", "1, 1"})
    void onePortLeavesSomeToTheOthers(int connections, int ofOnePort) {
        assertThat(new ConnectionLimit(connections).ofOnePort()).isEqualTo(ofOnePort);
    }

    @Test
    void twoPortsHaveTheLimitTogether() {
        try (Service service = new Service(new ConnectionLimit(3));
                RawConnection first = service.connect();
                RawConnection second = service.connect();
                RawConnection third = new RawConnection(anotherPort(service));
                RawConnection beyond = new RawConnection(anotherPort(service))) {
            assertThat(beyond.isClosedByPeer()).isTrue();
            assertThat(service.count("trackbus.http.connections.refused")).isEqualTo(1);
            assertThat(open(service)).isEqualTo(3);
            for (RawConnection each : List.of(first, second, third)) {
                assertThat(each.send(REQUEST).read().status()).isEqualTo(200);
            }
        }
    }

    /** Of a server beside the service, as the meters have one. */
    private static int anotherPort(Service service) {
        return Service.await(service.vertx
                        .createHttpServer()
                        .requestHandler(request -> request.response().end())
                        .listen(0, "127.0.0.1"))
                .actualPort();
    }

    @Test
    void closesWhatComesBeyondItAndLetsInAgain() {
        try (Service service = new Service(new ConnectionLimit(3));
                RawConnection first = service.connect()) {
            RawConnection second = service.connect();
            try (RawConnection beyond = service.connect()) {
                assertThat(beyond.isClosedByPeer()).isTrue();
            }
            assertThat(service.count("trackbus.http.connections.refused")).isEqualTo(1);
            assertThat(open(service)).isEqualTo(2);
            assertThat(first.send(REQUEST).read().status()).isEqualTo(200);
            assertThat(second.send(REQUEST).read().status()).isEqualTo(200);

            second.close();
            Awaitility.await().until(() -> open(service) == 1);
            assertThat(service.get("/event/212312").status()).isEqualTo(200);
        }
    }

    private static double open(Service service) {
        return service.meters.get("trackbus.http.connections").gauge().value();
    }
}
