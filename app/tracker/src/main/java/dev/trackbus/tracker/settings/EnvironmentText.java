package dev.trackbus.tracker.settings;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The process' environment, read as UTF-8 whatever the locale. Java decodes it by the locale's charset and puts other
 * characters where that has none, which under {@code LC_ALL=C} are all beyond ASCII. The bytes are in Linux'
 * {@code /proc/self/environ}.
 */
public final class EnvironmentText {
    /** Where Linux has the bytes of the environment with which the process was started. */
    public static final Path OF_THIS_PROCESS = Path.of("/proc/self/environ");

    static final char UNDECODABLE = '\uFFFD';

    private EnvironmentText() {}

    /**
     * Decodes what is not plain ASCII again.
     *
     * @param decoded as Java has decoded it
     * @param bytes   file with NAME=VALUE entries, each ended by a zero; need not exist
     * @return all of it; a value that is not UTF-8 holds U+FFFD
     */
    public static Map<String, String> of(Map<String, String> decoded, Path bytes) {
        if (decoded.values().stream().allMatch(EnvironmentText::isAscii)) {
            return decoded;
        }
        Map<String, String> texts = new HashMap<>(decoded);
        entries(bytes)
                .forEach((name, value) -> texts.computeIfPresent(name, (same, old) -> isAscii(old) ? old : value));
        return texts;
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(each -> each < 0x80);
    }

    private static Map<String, String> entries(Path file) {
        Map<String, String> entries = new HashMap<>();
        byte[] all;
        try {
            all = Files.readAllBytes(file);
        } catch (IOException e) {
            return entries;
        }
        int start = 0;
        for (int end = 0; end <= all.length; end++) {
            if (end == all.length || all[end] == 0) {
                String entry = utf8(Arrays.copyOfRange(all, start, end));
                int equals = entry.indexOf('=');
                if (equals > 0) {
                    entries.putIfAbsent(entry.substring(0, equals), entry.substring(equals + 1));
                }
                start = end + 1;
            }
        }
        return entries;
    }

    private static String utf8(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }
}
