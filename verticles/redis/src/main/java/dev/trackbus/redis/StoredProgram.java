package dev.trackbus.redis;

import dev.trackbus.proto.ProgramDocument;
import java.util.Objects;
import java.util.Optional;

/**
 * What stands at a program's key.
 *
 * @param programId whose key
 * @param document  the program or its tombstone; empty where there is no such key, or it is damaged
 * @param damage    why it can't be read, naming the field; empty where it is well
 */
public record StoredProgram(String programId, Optional<ProgramDocument> document, String damage) {
    /** Nothing may be null. */
    public StoredProgram {
        Objects.requireNonNull(programId, "programId");
        Objects.requireNonNull(document, "document");
        Objects.requireNonNull(damage, "damage");
    }
}
