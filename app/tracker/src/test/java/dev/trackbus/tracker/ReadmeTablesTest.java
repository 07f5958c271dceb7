package dev.trackbus.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trackbus.bus.Bus;
import dev.trackbus.http.ConnectionLimit;
import dev.trackbus.http.ConnectionLimitingTransport;
import dev.trackbus.tracker.settings.ConfigReader;
import dev.trackbus.tracker.settings.Settings;
import dev.trackbus.tracker.settings.SettingsText;
import dev.trackbus.tracker.settings.TrackerConfig;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The tables of settings and metrics in this module's README equal the code. {@code -Dreadme.write=true} writes them.
 */
class ReadmeTablesTest {
    private static final Path README = Path.of("README.md");
    private static final String REFRESH =
            "app/tracker/README.md is stale: mvn -f app/tracker/pom.xml test -Dtest=ReadmeTablesTest -Dreadme.write=true";

    @Test
    void theSettingsAreThoseOfTheCode() {
        assertFresh("settings", Settings.table());
    }

    @Test
    void theMetricsAreThoseOfARunningService(@TempDir Path journal) throws Exception {
        PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        Vertx vertx = Bus.prepare(Vertx.builder()
                .withTransport(new ConnectionLimitingTransport(ConnectionLimit.usual(), meters))
                .build());
        try {
            BootstrapVerticle bootstrap = new BootstrapVerticle(config(journal), 1, meters);
            await(vertx.deployVerticle(bootstrap));
            assertFresh("metrics", MetricsTable.of(meters));
            await(bootstrap.stopService());
        } finally {
            await(vertx.close());
        }
    }

    /** Neither Redis nor Kinesis is there: a start needs only what is local. */
    private static TrackerConfig config(Path journal) throws IOException {
        Map<String, String> settings = Map.of(
                "HTTP_HOST", "127.0.0.1",
                "HTTP_PORT", freePort(),
                "MANAGEMENT_PORT", "0",
                "REDIS_PORT", "1",
                "JOURNAL_DIR", journal.toString(),
                "STOP_GRACE", "0s",
                "AWS_REGION", "eu-central-1",
                "AWS_ACCESS_KEY_ID", "none",
                "AWS_SECRET_ACCESS_KEY", "none",
                "AWS_ENDPOINT_URL", "http://127.0.0.1:1");
        return ConfigReader.read(SettingsText.of(settings, Optional.empty()));
    }

    private static String freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return Integer.toString(socket.getLocalPort());
        }
    }

    private static void assertFresh(String name, String table) {
        GeneratedPart part = new GeneratedPart(README, name);
        if (Boolean.getBoolean("readme.write")) {
            part.replace(table);
        }
        assertThat(part.text()).as(REFRESH).isEqualTo(table.strip());
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }
}
