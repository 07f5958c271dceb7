package dev.trackbus.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trackbus.local.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ServerProcessTest {
    @Test
    void weighsTheThreadsOfAllServersAsTheImageDoesThoseOfTrackbus() throws IOException {
        Path image = Checkout.find().root().resolve("infra/image/jvm.options");

        assertThat(Files.readAllLines(image))
                .filteredOn(line -> line.startsWith("-XX:") && line.contains("Priority"))
                .isEqualTo(ServerProcess.WEIGHTS);
    }
}
