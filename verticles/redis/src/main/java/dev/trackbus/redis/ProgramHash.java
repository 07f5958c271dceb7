package dev.trackbus.redis;

import dev.trackbus.bus.Customer;
import dev.trackbus.bus.ParameterNames;
import dev.trackbus.bus.Program;
import dev.trackbus.bus.ProgramLookup;
import dev.trackbus.bus.Validity;
import dev.trackbus.proto.InvalidProgramException;
import dev.trackbus.proto.ProgramDocument;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.ResponseType;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Decoder of program hashes: converts a reply to HGETALL into a {@link ProgramLookup} or a {@link Program}. */
final class ProgramHash {
    /** More is no program: the rules of its texts allow some 15 KiB, the rest is for unknown fields. */
    static final int MAX_BYTES = 64 * 1_024;

    private ProgramHash() {}

    /**
     * Reads an answer to HGETALL.
     *
     * @param programId of the key that was asked for
     * @param answer    fields and values in turn
     * @return the program, or that it is missing
     * @throws InvalidProgramException if the hash is corrupt; its message names the field, never its value
     */
    static ProgramLookup lookup(String programId, Response answer) {
        Optional<ProgramDocument> stored = document(programId, answer);
        if (stored.isEmpty()) {
            return new ProgramLookup.Missing(0);
        }
        ProgramDocument document = stored.get();
        return document.deleted()
                ? new ProgramLookup.Missing(document.version().orElse(0))
                : new ProgramLookup.Found(program(document));
    }

    /**
     * Reads an answer to HGETALL.
     *
     * @param programId of the key that was asked for
     * @param answer    fields and values in turn
     * @return what is stored, a tombstone too; empty where there is no such key
     * @throws InvalidProgramException if the hash is corrupt; its message names the field, never its value
     */
    static Optional<ProgramDocument> document(String programId, Response answer) {
        if (answer == null || answer.type() != ResponseType.MULTI || !answer.isArray()) {
            throw new InvalidProgramException("the answer is no hash");
        }
        if (answer.size() == 0) {
            return Optional.empty();
        }
        int bytes = 0;
        for (Response each : answer) {
            bytes += each.toBuffer().length();
            if (bytes > MAX_BYTES) {
                throw new InvalidProgramException("the hash is larger than " + MAX_BYTES + " bytes");
            }
        }
        Map<String, String> hash = new HashMap<>();
        for (int i = 0; i + 1 < answer.size(); i += 2) {
            hash.put(text(answer.get(i)), text(answer.get(i + 1)));
        }
        return Optional.of(ProgramDocument.fromHash(programId, hash));
    }

    /**
     * A program for the bus.
     *
     * @param document no tombstone
     * @return the same program
     */
    static Program program(ProgramDocument document) {
        return new Program(
                document.programId(),
                document.programName(),
                document.checksum(),
                new Customer(document.customerId(), document.customerName()),
                new Validity(
                        document.active(),
                        document.validFrom().orElse(Long.MIN_VALUE),
                        document.validUntil().orElse(Long.MAX_VALUE)),
                ParameterNames.of(document.requires()),
                document.version().orElse(0));
    }

    /**
     * A text that is really one.
     *
     * @param bulk what Redis sent
     * @return its characters
     * @throws InvalidProgramException if the bytes are no UTF-8
     */
    static String text(Response bulk) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bulk.toBytes()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new InvalidProgramException("not UTF-8");
        }
    }
}
