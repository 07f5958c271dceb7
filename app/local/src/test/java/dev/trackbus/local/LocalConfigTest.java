package dev.trackbus.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class LocalConfigTest {
    private static final Path DIR = Path.of("run");

    @Test
    void acceptsTheLowestAndTheHighestPort() {
        assertThat(new LocalConfig(1, 65_535, 6379, 4568, 8000, DIR).managementPort())
                .isEqualTo(65_535);
    }

    @Test
    void namesTheOptionOfAPortThatIsTooLow() {
        assertThatThrownBy(() -> new LocalConfig(8080, 9090, 0, 4568, 8000, DIR))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("--redis-port must be 1-65535, was 0");
    }

    @Test
    void namesTheOptionOfAPortThatIsTooHigh() {
        assertThatThrownBy(() -> new LocalConfig(8080, 9090, 6379, 65_536, 8000, DIR))
                .hasMessage("--kinesis-port must be 1-65535, was 65536");
    }

    @Test
    void namesBothOptionsOfOnePort() {
        assertThatThrownBy(() -> new LocalConfig(8080, 8080, 6379, 4568, 8000, DIR))
                .hasMessage("--management-port must not be the port of --http-port, was 8080");
    }
}
