package dev.trackbus.tracker.programs;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Locale;

/** How a file holds programs. */
interface ProgramFormat {
    /**
     * Reads all, one after another: a file may be larger than the memory.
     *
     * @param in   UTF-8
     * @param sink takes them, and what is none
     * @throws IOException where it can't be read to its end
     */
    void read(InputStream in, ProgramSink sink) throws IOException;

    /**
     * The format that a file's name says.
     *
     * @param file ends with .csv or .json
     * @return the format
     * @throws InvalidInputException where it ends otherwise
     */
    static ProgramFormat of(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".csv")) {
            return new CsvPrograms();
        }
        if (name.endsWith(".json")) {
            return new JsonPrograms();
        }
        throw new InvalidInputException(file + ": the name must end with .csv or .json");
    }
}
