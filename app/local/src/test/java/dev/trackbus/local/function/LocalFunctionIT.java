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

/** A handler under AWS' own runtime client, in a process of its own. */
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
        FunctionPlan plan = new FunctionPlan(
                "sample", classes, handler.getName() + "::handle", Map.of("SETTING", "Köln"), 128, timeout);
        function = LocalFunction.start(plan, folder.resolve("function.log"));
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
    void answersJsonWithJson() throws Exception {
        Result result = start().invoke("{\"a\":\"春\"}");
        assertThat(result.failed()).isFalse();
        assertThat(Json.read(result.body()))
                .isEqualTo(Json.read("{\"call\":1,\"echo\":{\"a\":\"春\"},\"setting\":\"Köln\"}"));
    }

    @Test
    void whatTheHandlerThrowsIsAFailureWithItsMessage() throws Exception {
        Result result = start().invoke("{\"do\":\"throw\"}");
        assertThat(result.failed()).isTrue();
        assertThat(Json.read(result.body()).path("errorMessage").asText()).isEqualTo("as it was told");
    }

    @Test
    void theNextCallGoesToTheSameProcess() throws Exception {
        start().invoke("{\"do\":\"throw\"}");
        assertThat(Json.read(function.invoke("{}").body()).path("call").asInt()).isEqualTo(2);
    }

    @Test
    void aProcessThatEndsIsAFailureAndThenStartedAgain() throws Exception {
        Result result = start().invoke("{\"do\":\"exit\"}");
        assertThat(result.failed()).isTrue();
        assertThat(result.body()).contains("sample ended with exit code 3");
        assertThat(Json.read(function.invoke("{}").body()).path("call").asInt()).isEqualTo(1);
    }

    @Test
    void aCallThatTakesTooLongIsAFailureAndItsProcessIsStartedAgain() throws Exception {
        start(SampleHandler.class, Duration.ofSeconds(5));
        assertThat(function.invoke("{\"do\":\"hang\"}").body()).contains("Task timed out after 5.0 seconds");
        assertThat(Json.read(function.invoke("{}").body()).path("call").asInt()).isEqualTo(1);
    }

    @Test
    void saysWhyItCannotStart() {
        assertThatThrownBy(() -> start(SampleHandler.Broken.class, LONG))
                .isInstanceOf(MissingServiceException.class)
                .hasMessageContaining("SETTING must be set");
    }

    /** No JVM starts in 10 ms: the time is measured. */
    @Test
    void theCoreDataUpdaterStartsInTheTimeOfARequest() {
        List<Duration> times = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            FunctionPlan plan = new FunctionPlan(
                    Deployment.UPDATER,
                    UPDATER_JAR,
                    "dev.trackbus.updater.CoreDataUpdater",
                    Map.of("FAILURE_QUEUE_URL", "http://127.0.0.1:1/queue"),
                    512,
                    LONG);
            try (LocalFunction updater = LocalFunction.start(plan, folder.resolve("updater.log"))) {
                times.add(updater.initTime());
            }
        }
        assertThat(Collections.min(times)).isBetween(Duration.ofMillis(10), Duration.ofMillis(1_500));
    }

    @Test
    void theCoreDataUpdatersJarIsSmall() throws Exception {
        assertThat(Files.size(UPDATER_JAR)).isBetween(1L, 25_000_000L);
    }

    @Test
    void takesAnEventOfSixMegabytes() throws Exception {
        String text = "x".repeat(6 * 1024 * 1024 - 100);
        Result result = start().invoke("{\"a\":\"" + text + "\"}");
        assertThat(Json.read(result.body()).path("echo").path("a").asText()).isEqualTo(text);
    }
}
