package dev.trackbus.local;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** End-to-end tests on LocalStack; in host mode its Lambda runs the functions and their event source mappings. */
@ExtendWith(LocalStackExtension.class)
class EndToEndOnLocalStackIT extends EndToEndTests {
    private static EndToEndSystem system;

    @BeforeAll
    static void start(LocalAws localAws, @TempDir Path folder) {
        system = new EndToEndSystem(localAws, folder);
        system.programs("put -", SamplePrograms.json());
    }

    @AfterAll
    static void stop() {
        system.close();
    }

    @Override
    EndToEndSystem system() {
        return system;
    }
}
