package dev.trackbus.local.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trackbus.local.Checkout;
import dev.trackbus.local.KinesisMock;
import dev.trackbus.local.LocalRedis;
import dev.trackbus.local.Port;
import dev.trackbus.local.SamplePrograms;
import dev.trackbus.local.ServiceSettings;
import dev.trackbus.local.TrackbusProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every command that README shows with its answer, typed in README's order against the real service. */
class ReadmeIT {
    private static final Path README = Checkout.find().root().resolve("README.md");
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static LocalRedis redis;
    private static KinesisMock kinesis;
    private static TrackbusProcess service;
    private static Terminal terminal;

    @BeforeAll
    static void start(@TempDir Path folder) {
        redis = LocalRedis.started();
        SamplePrograms.load(redis.port());
        kinesis = KinesisMock.started();
        int http = Port.free();
        int management = Port.free();
        ServiceSettings settings =
                new ServiceSettings(http, management, redis.port(), kinesis.endpoint(), folder.resolve("journal"));
        service = TrackbusProcess.start(
                        Checkout.find().trackbusJar(), settings.environment(), folder.resolve("trackbus.log"))
                .awaitReady(Duration.ofSeconds(60));
        terminal = new Terminal(Map.of(8080, http, 9090, management), redis.port());
    }

    @AfterAll
    static void stop() {
        service.close();
        kinesis.close();
        redis.close();
    }

    static List<Transcript> transcripts() throws IOException {
        return Transcript.of(Files.readString(README));
    }

    /** A changed program arrives a moment after it was published; everything else answers so at once. */
    @ParameterizedTest
    @MethodSource("transcripts")
    void answersAsPrinted(Transcript transcript) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            String output = terminal.run(transcript.command());
            assertThat(transcript.isAnsweredBy(output))
                    .as("%s%nprinted in README:%n%s%nanswered:%n%s", transcript.command(), transcript.printed(), output)
                    .isTrue();
        });
    }

    @Test
    void noCurlLineIsLeftOut() throws IOException {
        List<String> typed = Files.readString(README)
                .lines()
                .map(String::strip)
                .filter(line -> line.startsWith("curl ") || line.startsWith("$ curl "))
                .toList();

        assertThat(curls()).hasSameSizeAs(typed).hasSizeGreaterThanOrEqualTo(10);
    }

    static List<Transcript> curls() throws IOException {
        return transcripts().stream().filter(each -> each.calls("curl")).toList();
    }

    @ParameterizedTest
    @MethodSource("curls")
    void hasThePrintedStatus(Transcript transcript) {
        String withoutPipe = transcript.command().replaceFirst(" \\|.*", "");

        assertThat(terminal.run(withoutPipe + " -o /dev/null -w '%{http_code}'"))
                .isEqualTo(Integer.toString(transcript.status()));
    }
}
