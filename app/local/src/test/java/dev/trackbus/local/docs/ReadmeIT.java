package dev.trackbus.local.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trackbus.local.AwsEndpoints;
import dev.trackbus.local.Checkout;
import dev.trackbus.local.Deployment;
import dev.trackbus.local.DynamoDbLocal;
import dev.trackbus.local.KinesisMock;
import dev.trackbus.local.LocalCloud;
import dev.trackbus.local.LocalQueues;
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
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static LocalRedis redis;
    private static KinesisMock kinesis;
    private static DynamoDbLocal dynamo;
    private static LocalQueues queues;
    private static LocalCloud cloud;
    private static TrackbusProcess service;
    private static Terminal terminal;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        redis = LocalRedis.started();
        SamplePrograms.load(redis.port());
        kinesis = KinesisMock.started();
        dynamo = DynamoDbLocal.started();
        queues = LocalQueues.start((queue, message) -> {});
        cloud = LocalCloud.of(new AwsEndpoints(kinesis.endpoint(), dynamo.uri(), queues.uri()), folder);
        Deployment deployment = new Deployment(cloud.aws(), cloud.functions());
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
        cloud.functions().close();
        queues.close();
        dynamo.close();
        kinesis.close();
        redis.close();
    }

    static List<Transcript> transcripts() throws IOException {
        return Transcript.of(Files.readString(README));
    }

    /** What goes round the loop arrives a moment later; everything else answers so at once. */
    @ParameterizedTest
    @MethodSource("transcripts")
    void answersAsPrinted(Transcript transcript) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            String output = terminal.run(transcript.command());
            assertThat(transcript.isAnsweredBy(output))
                    .as("%s%nprinted in README:%n%s%nanswered:%n%s", transcript.command(), transcript.printed(), output)
                    .isTrue();
        });
        if (transcript.calls("curl")) {
            String withoutPipe = transcript.command().replaceFirst(" \\|.*", "");
            assertThat(terminal.run(withoutPipe + " -o /dev/null -w '%{http_code}'"))
                    .isEqualTo(Integer.toString(transcript.status()));
        }
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

    private static List<Transcript> curls() throws IOException {
        return transcripts().stream().filter(each -> each.calls("curl")).toList();
    }
}
