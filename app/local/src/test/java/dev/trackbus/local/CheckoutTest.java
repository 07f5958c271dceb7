package dev.trackbus.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckoutTest {
    @Test
    void findsTheCheckout() {
        assertThat(Checkout.find().root().resolve("infra/local/start")).exists();
    }

    @Test
    void namesTheCommandThatBuildsAMissingJar(@TempDir Path empty) {
        assertThatThrownBy(new Checkout(empty)::trackbusJar)
                .isInstanceOf(MissingServiceException.class)
                .hasMessageEndingWith("trackbus.jar is missing: run mvn package");
    }

    @Test
    void namesTheCommandThatInstallsAMissingEmulator(@TempDir Path empty) {
        assertThatThrownBy(new Checkout(empty)::kinesisMock)
                .isInstanceOf(MissingServiceException.class)
                .hasMessageEndingWith("main.js is missing: run app/local/npm-install");
    }
}
