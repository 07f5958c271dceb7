package dev.trackbus.local;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** LocalStack for everything; in host mode the functions are functions of its Lambda, with event source mappings. */
@ExtendWith(LocalStackExtension.class)
class LoopOnLocalStackIT extends LoopTests {
    private static Loop loop;

    @BeforeAll
    static void start(LocalCloud cloud, @TempDir Path folder) {
        loop = new Loop(cloud, folder);
        loop.programs("put -", SamplePrograms.json());
    }

    @AfterAll
    static void stop() {
        loop.close();
    }

    @Override
    Loop loop() {
        return loop;
    }
}
