package dev.trackbus.updater;

import dev.trackbus.proto.InvalidProgramException;
import dev.trackbus.proto.ProgramDocument;
import dev.trackbus.proto.ProgramJson;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One program as it is to be written: it has a version, and a size that readers take.
 *
 * @param document a program or a tombstone, with a version
 * @param message  its JSON, for the channel
 * @param bytes    of the message
 */
record Update(ProgramDocument document, String message, int bytes) {
    /** What the service's readers take for a program, as a hash and as a message; the message is the larger of both. */
    static final int MAX_BYTES = 64 * 1_024;

    private static final String VERSION = "version";

    /**
     * Reads a program from the stream.
     *
     * @param json      one JSON object
     * @param arrivedAt the version for a program that has none, milliseconds since 1970
     * @return the update
     * @throws InvalidProgramException if it is no program; the message names the field
     */
    static Update read(String json, long arrivedAt) {
        ProgramDocument document = versioned(ProgramJson.read(json), arrivedAt);
        String message = ProgramJson.write(document);
        int bytes = message.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MAX_BYTES) {
            throw new InvalidProgramException(
                    "program " + document.programId() + " has " + bytes + " bytes of at most " + MAX_BYTES);
        }
        return new Update(document, message, bytes);
    }

    private static ProgramDocument versioned(ProgramDocument document, long arrivedAt) {
        if (document.version().isPresent()) {
            return document;
        }
        Map<String, String> fields = new LinkedHashMap<>(document.fields());
        fields.put(VERSION, Long.toString(arrivedAt));
        return new ProgramDocument(fields);
    }

    /**
     * Its version.
     *
     * @return as a decimal number
     */
    String version() {
        return document.fields().get(VERSION);
    }
}
