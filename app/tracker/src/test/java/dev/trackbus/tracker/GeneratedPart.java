package dev.trackbus.tracker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Part of a README that is generated from code, between two comments with its name. */
record GeneratedPart(Path readme, String name) {
    String text() {
        String all = read();
        return all.substring(begin(all), end(all)).strip();
    }

    void replace(String text) {
        String all = read();
        try {
            Files.writeString(
                    readme, all.substring(0, begin(all)) + "\n\n" + text.strip() + "\n\n" + all.substring(end(all)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String read() {
        try {
            return Files.readString(readme);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int begin(String all) {
        return index(all, "-->", index(all, "<!-- " + name + ": ", 0)) + "-->".length();
    }

    private int end(String all) {
        return index(all, "<!-- /" + name + " -->", begin(all));
    }

    private int index(String all, String mark, int from) {
        int index = all.indexOf(mark, from);
        if (index < 0) {
            throw new AssertionError(readme + " has no comment " + mark);
        }
        return index;
    }
}
