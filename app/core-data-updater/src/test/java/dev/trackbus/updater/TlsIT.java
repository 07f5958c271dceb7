package dev.trackbus.updater;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trackbus.function.Outcome;
import dev.trackbus.redis.fault.FaultProxy;
import dev.trackbus.redis.fault.RedisProcess;
import io.vertx.core.Vertx;
import io.vertx.core.net.SelfSignedCertificate;
import java.io.ByteArrayOutputStream;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.SslOptions;

/** Test of TLS with a certificate of "localhost". */
class TlsIT {
    private final Vertx vertx = Vertx.vertx();
    private final RedisProcess redis = new RedisProcess();
    private final SelfSignedCertificate certificate = SelfSignedCertificate.create("localhost");

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        vertx.close().await();
        redis.close();
        certificate.delete();
    }

    private List<Outcome> process(String host, SslOptions.Builder tls) {
        FaultProxy proxy = FaultProxy.start(vertx, "127.0.0.1", redis.port(), certificate.keyCertOptions())
                .await();
        UpdaterConfig config = new UpdaterConfig(
                host,
                proxy.port(),
                true,
                Optional.empty(),
                Optional.empty(),
                "program:",
                "program-updates",
                Duration.ofDays(8));
        PutScript script = new PutScript(config);
        RedisConnectionFactory connections = new RedisConnectionFactory(config, name -> "", tls);
        return new CoreDataProcessor(script, new RedisWriter(connections, script))
                .process(List.of(CoreDataFixture.record(CoreDataFixture.program("1", 1))), CoreDataFixture.DEADLINE);
    }

    private SslOptions.Builder trustStore() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        try (InputStream in = new FileInputStream(certificate.certificatePath())) {
            store.setCertificateEntry(
                    "redis", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        store.store(bytes, "secret".toCharArray());
        Path file = Files.write(folder.resolve("trusted.p12"), bytes.toByteArray());
        return SslOptions.builder().trustStoreType("PKCS12").truststore(file.toFile(), "secret".toCharArray());
    }

    @Test
    void writesOverTls() throws GeneralSecurityException, IOException {
        assertThat(process("localhost", trustStore())).containsExactly(new Outcome.Stored());
    }

    @Test
    void rejectsAnUntrustedCertificate() {
        assertThat(process("localhost", SslOptions.builder())).hasOnlyElementsOfType(Outcome.Retry.class);
    }

    @Test
    void rejectsACertificateOfAnotherHost() throws GeneralSecurityException, IOException {
        assertThat(process("127.0.0.1", trustStore())).hasOnlyElementsOfType(Outcome.Retry.class);
    }
}
