package dev.trackbus.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpMethod;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouteTableTest {
    private static final Route.Handler NONE = (request, head) -> {};

    private final RouteTable table = RouteTable.of(NONE, new HealthRoute(null, HealthChecks.none(), null, null));

    @ParameterizedTest
    @CsvSource({
        "/event/212313, /event/",
        "/event/, /event/",
        "/event/a/b, /event/",
        "/health/live, /health/live",
        "/health/live/, /health/live",
        "/health/ready, /health/ready",
        "/health/check, /health/check"
    })
    void findsTheRouteOfAPath(String path, String route) {
        assertThat(table.find(path).path()).isEqualTo(route);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/event", "/events/1", "/health", "/health/livex", "/health/live//", "/health/live/x"})
    void findsNoRouteForAnyOtherPath(String path) {
        assertThat(table.find(path)).isNull();
    }

    @Test
    void listsTheMethodsOfARouteAndOfAll() {
        Route event = table.find("/event/1");
        assertThat(event.allow()).isEqualTo("GET, HEAD, POST");
        assertThat(event.allows(HttpMethod.POST)).isTrue();
        assertThat(event.allows(HttpMethod.PUT)).isFalse();
        assertThat(table.find("/health/live").allow()).isEqualTo("GET, HEAD");
        assertThat(table.allow()).isEqualTo("GET, HEAD, POST");
    }

    /** A path that a row takes must not be hidden by a row before it. */
    @Test
    void findsEachRouteByItsOwnPath() {
        assertThat(table.routes()).isNotEmpty().allSatisfy(route -> assertThat(table.find(route.path()))
                .isSameAs(route));
    }
}
