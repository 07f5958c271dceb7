package dev.trackbus.redis;

import dev.trackbus.bus.ProgramChanged;
import dev.trackbus.proto.InvalidProgramException;
import dev.trackbus.proto.ProgramDocument;
import dev.trackbus.proto.ProgramJson;
import io.vertx.redis.client.Response;

/** What a message on the channel means. Without a version it can't be ordered, so it only says: read again. */
final class ProgramPush {
    /** More is no program. */
    static final int MAX_BYTES = 64 * 1_024;

    private ProgramPush() {}

    /**
     * Reads a message.
     *
     * @param payload JSON of a program or a tombstone
     * @return the change
     * @throws InvalidProgramException if it is neither, or larger than {@link #MAX_BYTES}
     */
    static ProgramChanged read(Response payload) {
        if (payload.toBuffer().length() > MAX_BYTES) {
            throw new InvalidProgramException("larger than " + MAX_BYTES + " bytes");
        }
        ProgramDocument document = ProgramJson.read(ProgramHash.text(payload));
        if (document.version().isEmpty()) {
            return new ProgramChanged.Outdated(document.programId());
        }
        return document.deleted()
                ? new ProgramChanged.Deleted(
                        document.programId(), document.version().getAsLong())
                : new ProgramChanged.Updated(ProgramHash.program(document));
    }
}
