package dev.trackbus.bench.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The service's log from one position on.
 *
 * @param file takes the service's output
 * @param from first byte that counts
 */
record ServiceLog(Path file, long from) {
    /** The lines to come. */
    static ServiceLog fromNow(Path file) {
        try {
            return new ServiceLog(file, Files.exists(file) ? Files.size(file) : 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the warnings and errors that contain a word, in any case. */
    List<String> warnings(String word) {
        return text().lines()
                .filter(line -> line.contains("\"WARN\"") || line.contains("\"ERROR\""))
                .filter(line -> line.toLowerCase().contains(word.toLowerCase()))
                .toList();
    }

    private String text() {
        try {
            byte[] all = Files.readAllBytes(file);
            return new String(all, (int) from, all.length - (int) from, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
