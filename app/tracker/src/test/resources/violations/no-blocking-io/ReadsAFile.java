package dev.trackbus.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class ReadsAFile {
    String page() throws IOException {
        return Files.readString(Path.of("index.html"));
    }
}
