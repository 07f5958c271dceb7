package dev.trackbus.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.trackbus.kinesis.stub.ScriptedKinesis;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The links of the SDK's default credentials chain, in a process of its own without AWS_ACCESS_KEY_ID. */
class CredentialsIT {
    private static final String ROLE = "arn:aws:iam::123456789012:role/tracker";
    private static final String PROGRAM =
            "{\"programId\":\"1\",\"programName\":\"n\",\"checksum\":\"c\",\"customerId\":1,\"customerName\":\"x\"}";

    private final Vertx vertx = Vertx.vertx();
    private final Queue<String> asked = new ConcurrentLinkedQueue<>();

    @TempDir
    private Path home;

    private ScriptedKinesis stream;
    private HttpServer sts;

    @BeforeEach
    void start() throws Exception {
        stream = await(ScriptedKinesis.start(vertx, ScriptedKinesis.Setup.PLAIN));
        sts = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        sts.createContext("/", this::assumeRole);
        sts.createContext("/container", this::container);
        sts.start();
    }

    @AfterEach
    void stop() throws Exception {
        sts.stop(0);
        await(stream.stop());
        await(vertx.close());
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private void assumeRole(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String action = body.contains("Action=AssumeRoleWithWebIdentity") ? "AssumeRoleWithWebIdentity" : "AssumeRole";
        asked.add(action);
        answer(
                exchange,
                "text/xml",
                """
                <%1$sResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><%1$sResult><Credentials>
                <AccessKeyId>ASIA1</AccessKeyId><SecretAccessKey>secret</SecretAccessKey><SessionToken>token</SessionToken>
                <Expiration>2099-01-01T00:00:00Z</Expiration></Credentials></%1$sResult></%1$sResponse>"""
                        .formatted(action));
    }

    private void container(HttpExchange exchange) throws IOException {
        asked.add("container");
        answer(
                exchange,
                "application/json",
                "{\"AccessKeyId\":\"ASIA1\",\"SecretAccessKey\":\"secret\",\"Token\":\"token\","
                        + "\"Expiration\":\"2099-01-01T00:00:00Z\"}");
    }

    private static void answer(HttpExchange exchange, String type, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private void assertPuts(Map<String, String> environment, String... questions) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Trackbus.class.getName(),
                        "programs",
                        "put",
                        Files.writeString(home.resolve("program.json"), PROGRAM).toString(),
                        "--no-wait"))
                .redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
        builder.environment()
                .putAll(Map.of(
                        "AWS_REGION",
                        "eu-central-1",
                        "AWS_EC2_METADATA_DISABLED",
                        "true",
                        "AWS_ENDPOINT_URL_STS",
                        url(""),
                        "AWS_ENDPOINT_URL_KINESIS",
                        stream.endpoint().toString()));
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(output).isZero();
        assertThat(stream.accepted()).isEqualTo(1);
        assertThat(asked).containsExactly(questions);
    }

    private String url(String path) {
        return "http://127.0.0.1:" + sts.getAddress().getPort() + path;
    }

    @Test
    void aWebIdentityTakesItsRole() throws Exception {
        Path token = Files.writeString(home.resolve("token"), "a.b.c");

        assertPuts(
                Map.of("AWS_WEB_IDENTITY_TOKEN_FILE", token.toString(), "AWS_ROLE_ARN", ROLE),
                "AssumeRoleWithWebIdentity");
    }

    @Test
    void aProfileTakesItsRole() throws Exception {
        Path config = Files.writeString(
                home.resolve("config"),
                """
                [profile tracker]
                role_arn = %s
                source_profile = source
                [profile source]
                aws_access_key_id = AKIA1
                aws_secret_access_key = secret
                """
                        .formatted(ROLE));

        assertPuts(Map.of("AWS_CONFIG_FILE", config.toString(), "AWS_PROFILE", "tracker"), "AssumeRole");
    }

    @Test
    void aContainerHasItsRole() throws Exception {
        assertPuts(Map.of("AWS_CONTAINER_CREDENTIALS_FULL_URI", url("/container")), "container");
    }
}
