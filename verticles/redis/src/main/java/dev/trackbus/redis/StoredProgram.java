package dev.trackbus.redis;

import dev.trackbus.proto.ProgramDocument;
import java.util.Objects;
import java.util.Optional;

/**
 * State of one program key in Redis.
 *
 * @param programId whose key
 * @param document  the program or its tombstone; empty where there is no such key, or it is corrupt
 * @param corruption    why it can't be read, naming the field; empty where it is well
 */
public record StoredProgram(String programId, Optional<ProgramDocument> document, String corruption) {
    /** Nothing may be null. */
    public StoredProgram {
        Objects.requireNonNull(programId, "programId");
        Objects.requireNonNull(document, "document");
        Objects.requireNonNull(corruption, "corruption");
    }
}
