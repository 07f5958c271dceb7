package dev.trackbus.local;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * Search path for programs.
 *
 * @param folders value of PATH
 */
record SearchPath(String folders) {
    /** Returns the search path of an environment. */
    static SearchPath of(Map<String, String> environment) {
        return new SearchPath(environment.getOrDefault("PATH", ""));
    }

    /** Returns the first executable file of this name, if any. */
    Optional<Path> find(String program) {
        return Arrays.stream(folders.split(File.pathSeparator))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, program))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }

    /**
     * Returns the path of Node.
     *
     * @throws MissingServiceException if it is not on the path
     */
    Path node() {
        return find("node")
                .orElseThrow(() -> new MissingServiceException(
                        "Node is missing: install Node 18 or newer and put it on the PATH, or set"
                                + " AWS_ENDPOINT_URL_KINESIS to a running Kinesis emulator"));
    }
}
