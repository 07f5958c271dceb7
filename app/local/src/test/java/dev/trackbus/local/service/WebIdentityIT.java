package dev.trackbus.local.service;

import static dev.trackbus.local.service.ServiceUnderTest.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trackbus.local.KinesisEndpoint;
import dev.trackbus.local.LocalRedis;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Test that the packaged service signs its calls with a web identity token, as Kubernetes provides it (IRSA). */
class WebIdentityIT {
    private static final String ROLE = "arn:aws:iam::123456789012:role/tracker";
    private static final String ASSUMED =
            """
            <AssumeRoleWithWebIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
              <AssumeRoleWithWebIdentityResult>
                <AssumedRoleUser><Arn>%s/pod</Arn><AssumedRoleId>AROA:pod</AssumedRoleId></AssumedRoleUser>
                <Credentials>
                  <AccessKeyId>ASIAWEBIDENTITY</AccessKeyId>
                  <SecretAccessKey>secret</SecretAccessKey>
                  <SessionToken>token</SessionToken>
                  <Expiration>2100-01-01T00:00:00Z</Expiration>
                </Credentials>
              </AssumeRoleWithWebIdentityResult>
            </AssumeRoleWithWebIdentityResponse>
            """
                    .formatted(ROLE);

    @TempDir
    private Path folder;

    private final Vertx vertx = Vertx.vertx();
    private final LocalRedis redis = LocalRedis.started();
    private final List<String> assumed = new CopyOnWriteArrayList<>();
    private final List<String> signatures = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() {
        TrackingClient.await(vertx.close());
        redis.close();
    }

    private HttpServer server(Handler<HttpServerRequest> handler) {
        return TrackingClient.await(
                vertx.createHttpServer().requestHandler(handler).listen(0, "127.0.0.1"));
    }

    private void assumeRole(HttpServerRequest request) {
        request.body().onSuccess(body -> {
            assumed.add(URLDecoder.decode(body.toString(), StandardCharsets.UTF_8));
            request.response().putHeader("Content-Type", "text/xml").end(ASSUMED);
        });
    }

    private void putRecords(HttpServerRequest request) {
        signatures.add(request.getHeader("Authorization"));
        request.response().setStatusCode(500).end(Buffer.buffer());
    }

    private Map<String, String> settings(HttpServer kinesis, HttpServer sts) throws IOException {
        Path token = Files.writeString(folder.resolve("token"), "signed-by-the-cluster");
        Map<String, String> settings =
                ServiceUnderTest.settings(redis.port(), KinesisEndpoint.local(kinesis.actualPort()));
        settings.remove("AWS_ACCESS_KEY_ID");
        settings.remove("AWS_SECRET_ACCESS_KEY");
        settings.put("AWS_ROLE_ARN", ROLE);
        settings.put("AWS_WEB_IDENTITY_TOKEN_FILE", token.toString());
        settings.put("AWS_ENDPOINT_URL_STS", "http://127.0.0.1:" + sts.actualPort());
        settings.put("AWS_EC2_METADATA_DISABLED", "true");
        return settings;
    }

    @Test
    void signsCallsWithTheAssumedRole() throws IOException {
        new ProgramStore(redis.port()).write(ProgramStore.program("212313"));
        HttpServer kinesis = server(this::putRecords);
        HttpServer sts = server(this::assumeRole);

        try (ServiceUnderTest service = ServiceUnderTest.start(settings(kinesis, sts))) {
            service.awaitReady();
            assertThat(service.client().get("/event/212313").status()).isEqualTo(200);
            eventually().until(() -> !signatures.isEmpty());
        }

        assertThat(signatures).allMatch(signature -> signature.contains("Credential=ASIAWEBIDENTITY/"));
        assertThat(assumed)
                .allMatch(form -> form.contains("Action=AssumeRoleWithWebIdentity")
                        && form.contains("WebIdentityToken=signed-by-the-cluster")
                        && form.contains("RoleArn=" + ROLE));
    }
}
