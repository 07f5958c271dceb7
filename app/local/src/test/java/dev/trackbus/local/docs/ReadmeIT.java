package dev.trackbus.local.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trackbus.local.AwsEndpoints;
import dev.trackbus.local.Checkout;
import dev.trackbus.local.Deployment;
import dev.trackbus.local.DynamoDbLocal;
import dev.trackbus.local.KinesisMock;
import dev.trackbus.local.LocalAws;
import dev.trackbus.local.LocalRedis;
import dev.trackbus.local.Port;
import dev.trackbus.local.SamplePrograms;
import dev.trackbus.local.ServiceSettings;
import dev.trackbus.local.SqsEmulator;
import dev.trackbus.local.TrackbusProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Test that runs each command of the READMEs in order against the real service and compares the output. */
class ReadmeIT {
    private static final List<String> DOCUMENTS =
            List.of("README.md", "verticles/http/README.md", "app/tracker/README.md");
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static LocalRedis redis;
    private static KinesisMock kinesis;
    private static DynamoDbLocal dynamo;
    private static SqsEmulator queues;
    private static LocalAws localAws;
    private static TrackbusProcess service;
    private static Terminal terminal;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        redis = LocalRedis.started();
        SamplePrograms.load(redis.port());
        kinesis = KinesisMock.started();
        dynamo = DynamoDbLocal.started();
        queues = SqsEmulator.start((queue, message) -> {});
        localAws = LocalAws.of(new AwsEndpoints(kinesis.endpoint(), dynamo.uri(), queues.uri()), folder);
        Deployment deployment = new Deployment(localAws.aws(), localAws.functions());
        deployment.createResources();
        deployment.startFunctions(Checkout.find(), redis.port());
        int http = Port.free();
        int management = Port.free();
        ServiceSettings settings =
                new ServiceSettings(http, management, redis.port(), kinesis.endpoint(), folder.resolve("journal"));
        settings.write(folder.resolve("trackbus.properties"));
        service = TrackbusProcess.start(
                        Checkout.find().trackbusJar(), settings.environment(), folder.resolve("trackbus.log"))
                .awaitReady(Duration.ofSeconds(60));
        int dynamoDb = dynamo.uri().getPort();
        terminal = new Terminal(Map.of(8080, http, 9090, management, 8000, dynamoDb), redis.port(), folder);
    }

    @AfterAll
    static void stop() {
        service.close();
        localAws.functions().close();
        queues.close();
        dynamo.close();
        kinesis.close();
        redis.close();
    }

    static List<Transcript> transcripts() throws IOException {
        List<Transcript> all = new ArrayList<>();
        for (String document : DOCUMENTS) {
            all.addAll(Transcript.of(text(document)));
        }
        return all;
    }

    private static String text(String document) throws IOException {
        return Files.readString(Checkout.find().root().resolve(document));
    }

    /** Retries commands whose result depends on the functions. All other commands must match at once. */
    @ParameterizedTest
    @MethodSource("transcripts")
    void printsTheDocumentedOutput(Transcript transcript) {
        await().atMost(LIMIT).untilAsserted(() -> {
            String output = terminal.run(transcript.command());
            assertThat(transcript.isAnsweredBy(output))
                    .as("%s%ndocumented:%n%s%nactual output:%n%s", transcript.command(), transcript.printed(), output)
                    .isTrue();
        });
        if (transcript.calls("curl")) {
            String withoutPipe = transcript.command().replaceFirst("(?s) \\|.*", "");
            assertThat(terminal.run(withoutPipe + " -o /dev/null -w '%{http_code}'"))
                    .isEqualTo(Integer.toString(transcript.status()));
        }
    }

    @ParameterizedTest
    @CsvSource({"README.md, 7", "verticles/http/README.md, 8", "app/tracker/README.md, 4"})
    void runsEveryCurlCommand(String document, int atLeast) throws IOException {
        List<String> typed = text(document)
                .lines()
                .map(String::strip)
                .filter(line -> line.startsWith("curl ") || line.startsWith("$ curl "))
                .toList();

        assertThat(Transcript.of(text(document)))
                .filteredOn(each -> each.calls("curl"))
                .hasSameSizeAs(typed)
                .hasSizeGreaterThanOrEqualTo(atLeast);
    }
}
