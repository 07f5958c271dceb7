package dev.trackbus.redis;

import dev.trackbus.bus.ProgramChanged;
import dev.trackbus.proto.InvalidProgramException;
import dev.trackbus.proto.ProgramDocument;
import dev.trackbus.proto.ProgramJson;
import io.vertx.redis.client.Response;
import java.util.Optional;

/**
 * Parser of messages on the update channel.
 * A message without a version cannot be ordered, so it only marks the cached program as outdated.
 */
final class ProgramUpdateParser {
    /** More is no program. */
    static final int MAX_BYTES = 64 * 1_024;

    private ProgramUpdateParser() {}

    /**
     * Reads a message.
     *
     * @param payload           JSON of a program or a tombstone
     * @param subscriptionEpoch that of the subscription that received it
     * @return the change
     * @throws InvalidProgramException if it is neither, or larger than {@link #MAX_BYTES}
     */
    static ProgramChanged read(Response payload, long subscriptionEpoch) {
        if (payload.toBuffer().length() > MAX_BYTES) {
            throw new InvalidProgramException("larger than " + MAX_BYTES + " bytes");
        }
        String json = ProgramHash.text(payload);
        Optional<String> unordered = ProgramJson.idWithoutVersion(json);
        if (unordered.isPresent()) {
            return new ProgramChanged.Outdated(unordered.get(), subscriptionEpoch);
        }
        ProgramDocument document = ProgramJson.read(json);
        return document.deleted()
                ? new ProgramChanged.Deleted(
                        document.programId(), document.version().getAsLong(), subscriptionEpoch)
                : new ProgramChanged.Updated(ProgramHash.program(document), subscriptionEpoch);
    }
}
