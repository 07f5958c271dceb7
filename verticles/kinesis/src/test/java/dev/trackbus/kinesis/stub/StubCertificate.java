package dev.trackbus.kinesis.stub;

import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate for 127.0.0.1, signed by itself and made by the JDK's keytool for the occasion.
 *
 * @param keyStore a PKCS12 file, which a client may name as its trust store
 * @param password that of the file
 */
public record StubCertificate(Path keyStore, String password) {
    /**
     * Makes one. Blocks for about a second.
     *
     * @param folder where to put the file
     * @return the certificate
     */
    public static StubCertificate in(Path folder) throws IOException, InterruptedException {
        Path keyStore = folder.resolve("stub.p12");
        String password = "scripted";
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        "stub",
                        "-dname",
                        "CN=127.0.0.1",
                        "-ext",
                        "san=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        keyStore.toString(),
                        "-storepass",
                        password)
                .redirectErrorStream(true)
                .start();
        String said = new String(keytool.getInputStream().readAllBytes());
        if (keytool.waitFor() != 0) {
            throw new IOException(said);
        }
        return new StubCertificate(keyStore, password);
    }

    /**
     * The server's half.
     *
     * @return key and certificate
     */
    public KeyCertOptions key() {
        return new PfxOptions().setPath(keyStore.toString()).setPassword(password);
    }

    /**
     * The client's half.
     *
     * @return trusts this certificate alone
     */
    public TrustManager trust() throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(keyStore)) {
            store.load(in, password.toCharArray());
        }
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("stub", store.getCertificate("stub"));
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        return factory.getTrustManagers()[0];
    }
}
