package dev.trackbus.tracker.programs;

import dev.trackbus.proto.ProgramDocument;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/**
 * Search for two states of a program in one input that have the same version but different content. Which of them Redis
 * keeps would depend on timing. It keeps 16 bytes of each state, not its content.
 */
final class VersionConflicts {
    private final OptionalLong asVersion;
    private final boolean replaced;
    private final Map<Long, Long> contents = new HashMap<>();

    /**
     * @param asVersion version of programs without one, empty if each is given a version of its own
     * @param replaced  whether versions in the input are ignored
     */
    VersionConflicts(OptionalLong asVersion, boolean replaced) {
        this.asVersion = asVersion;
        this.replaced = replaced;
    }

    /** Adds a state; returns its version if an earlier state of the program has the same one and other content. */
    OptionalLong add(ProgramDocument program) {
        OptionalLong version = replaced || program.version().isEmpty() ? asVersion : program.version();
        if (version.isEmpty()) {
            return OptionalLong.empty();
        }
        Map<String, String> content = new TreeMap<>(program.fields());
        content.remove("version");
        long hash = hash(content.toString());
        Long earlier = contents.putIfAbsent(hash(program.programId() + ' ' + version.getAsLong()), hash);
        return earlier == null || earlier == hash ? OptionalLong.empty() : version;
    }

    /** Returns the first 8 bytes of the text's SHA-256. */
    private static long hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            long hash = 0;
            for (int i = 0; i < Long.BYTES; i++) {
                hash = hash << Byte.SIZE | digest[i] & 0xff;
            }
            return hash;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
