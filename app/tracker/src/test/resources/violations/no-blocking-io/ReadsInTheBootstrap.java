package dev.trackbus.tracker;

import io.vertx.core.VerticleBase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class ReadsInTheBootstrap extends VerticleBase {
    String read(Path file) throws IOException {
        return Files.readString(file); // fires
    }
}
