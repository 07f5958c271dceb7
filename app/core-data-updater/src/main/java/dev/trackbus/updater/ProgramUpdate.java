package dev.trackbus.updater;

import dev.trackbus.proto.InvalidProgramException;
import dev.trackbus.proto.ProgramDocument;
import dev.trackbus.proto.ProgramJson;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Update of one program, with a version and of a size that readers accept.
 *
 * @param document program or tombstone, with a version
 * @param message  its JSON, published to the caches
 * @param bytes    size of the message
 */
record ProgramUpdate(ProgramDocument document, String message, int bytes) {
    /** Largest size of a program that the service accepts. The message is larger than the hash. */
    static final int MAX_BYTES = 64 * 1_024;

    private static final String VERSION = "version";

    /**
     * Parses a program of the stream.
     *
     * @param json      one JSON object
     * @param arrivedAt version of a program without one: arrival of its record, milliseconds since 1970
     * @return the update
     * @throws InvalidProgramException if the program is invalid; the message names the field
     */
    static ProgramUpdate read(String json, long arrivedAt) {
        ProgramDocument document = versioned(ProgramJson.read(json).requireMilliseconds(), arrivedAt);
        String message = ProgramJson.write(document);
        int bytes = message.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MAX_BYTES) {
            throw new InvalidProgramException(
                    "program " + document.programId() + " has " + bytes + " bytes of at most " + MAX_BYTES);
        }
        return new ProgramUpdate(document, message, bytes);
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
     * Returns the version.
     *
     * @return a decimal number
     */
    String version() {
        return document.fields().get(VERSION);
    }
}
