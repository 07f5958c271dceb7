package dev.trackbus.local;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * Where programs are looked for.
 *
 * @param folders as PATH has them
 */
record SearchPath(String folders) {
    static SearchPath of(Map<String, String> environment) {
        return new SearchPath(environment.getOrDefault("PATH", ""));
    }

    Optional<Path> find(String program) {
        return Arrays.stream(folders.split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, program))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }

    Path node() {
        return find("node")
                .orElseThrow(() -> new MissingServiceException(
                        "Node is missing: install Node 18 or newer, put it on the PATH, or set AWS_ENDPOINT_URL_KINESIS"
                                + " to a Kinesis emulator that runs already"));
    }
}
