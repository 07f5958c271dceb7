package dev.trackbus.local.function;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trackbus.local.Checkout;
import dev.trackbus.local.Deployment;
import dev.trackbus.local.MissingServiceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Test of a handler in a child process under the AWS Lambda runtime client. */
class LocalFunctionIT {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final Path UPDATER_JAR = Checkout.find().functionJar(Deployment.UPDATER);

    @TempDir
    private Path folder;

    private LocalFunction function;

    private LocalFunction start(Class<?> handler, Duration timeout) throws Exception {
        Path classes = Path.of(SampleHandler.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        FunctionConfig config = new FunctionConfig(
                "sample", classes, handler.getName() + "::handle", Map.of("SETTING", "Köln"), 128, timeout);
        function = LocalFunction.start(config, folder.resolve("function.log"));
        return function;
    }

    private LocalFunction start() throws Exception {
        return start(SampleHandler.class, LONG);
    }

    @AfterEach
    void stop() {
        if (function != null) {
            function.close();
        }
    }

    @Test
    void returnsJsonForJson() throws Exception {
        InvocationResult result = start().invoke("{\"a\":\"春\"}");
        assertThat(result.failed()).isFalse();
        assertThat(Json.read(result.body()))
                .isEqualTo(Json.read("{\"call\":1,\"echo\":{\"a\":\"春\"},\"setting\":\"Köln\"}"));
    }

    @Test
    void anExceptionIsAFailureWithItsMessage() throws Exception {
        InvocationResult result = start().invoke("{\"do\":\"throw\"}");
        assertThat(result.failed()).isTrue();
        assertThat(Json.read(result.body()).path("errorMessage").asText()).isEqualTo("as requested");
    }

    @Test
    void reusesTheProcess() throws Exception {
        start().invoke("{\"do\":\"throw\"}");
        assertThat(Json.read(function.invoke("{}").body()).path("call").asInt()).isEqualTo(2);
    }

    @Test
    void anExitIsAFailureAndRestartsTheProcess() throws Exception {
        InvocationResult result = start().invoke("{\"do\":\"exit\"}");
        assertThat(result.failed()).isTrue();
        assertThat(result.body()).contains("sample exited with code 3");
        assertThat(Json.read(function.invoke("{}").body()).path("call").asInt()).isEqualTo(1);
    }

    @Test
    void aTimeoutIsAFailureAndRestartsTheProcess() throws Exception {
        start(SampleHandler.class, Duration.ofSeconds(5));
        assertThat(function.invoke("{\"do\":\"hang\"}").body()).contains("Task timed out after 5.0 seconds");
        assertThat(Json.read(function.invoke("{}").body()).path("call").asInt()).isEqualTo(1);
    }

    @Test
    void reportsWhyItDoesNotStart() {
        assertThatThrownBy(() -> start(SampleHandler.Broken.class, LONG))
                .isInstanceOf(MissingServiceException.class)
                .hasMessageContaining("SETTING must be set");
    }

    /** The lower bound of 10 ms shows that the time is measured, because no JVM starts faster. */
    @Test
    void theCoreDataUpdaterStartsInTime() {
        List<Duration> times = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            FunctionConfig config = new FunctionConfig(
                    Deployment.UPDATER,
                    UPDATER_JAR,
                    "dev.trackbus.updater.CoreDataUpdater",
                    Map.of("FAILURE_QUEUE_URL", "http://127.0.0.1:1/queue"),
                    512,
                    LONG);
            try (LocalFunction updater = LocalFunction.start(config, folder.resolve("updater.log"))) {
                times.add(updater.initTime());
            }
        }
        assertThat(Collections.min(times)).isBetween(Duration.ofMillis(10), Duration.ofMillis(1_500));
    }

    @Test
    void theJarOfTheCoreDataUpdaterIsSmall() throws Exception {
        assertThat(Files.size(UPDATER_JAR)).isBetween(1L, 25_000_000L);
    }

    @Test
    void acceptsAnEventOfSixMegabytes() throws Exception {
        String text = "x".repeat(6 * 1024 * 1024 - 100);
        InvocationResult result = start().invoke("{\"a\":\"" + text + "\"}");
        assertThat(Json.read(result.body()).path("echo").path("a").asText()).isEqualTo(text);
    }
}
