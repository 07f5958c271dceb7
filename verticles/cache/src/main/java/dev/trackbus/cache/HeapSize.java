package dev.trackbus.cache;

import dev.trackbus.bus.Program;
import dev.trackbus.bus.TrackingRequest;

/**
 * Estimated heap of cached programs and waiting requests, in bytes. The fixed parts are those of a 64-bit JVM with
 * compressed references, measured with 100,000 programs.
 */
final class HeapSize {
    /** Node of the cache, its slot, the entry and, for a program, its records. */
    static final int MISSING = 170;

    static final int PROGRAM = 330;
    private static final int TEXT = 40;
    private static final int REQUEST = 400;
    private static final char LAST_OF_LATIN_1 = 0xFF;

    private HeapSize() {}

    /** Returns the size of an entry with its key. */
    static int of(String programId, Entry entry) {
        return entry.exists() ? PROGRAM + of(programId) + of(entry.accepted().program()) : MISSING + of(programId);
    }

    private static int of(Program program) {
        int[] size = {
            of(program.programId())
                    + of(program.programName())
                    + of(program.checksum())
                    + of(program.customer().name())
        };
        program.requires().forEach(name -> size[0] += of(name));
        return size[0];
    }

    /** Returns the size of a request that waits. */
    static int of(TrackingRequest request) {
        int[] size = {REQUEST + of(request.userAgent())};
        request.parameters().forEach((name, value) -> size[0] += of(name) + of(value));
        return size[0];
    }

    private static int of(String text) {
        return TEXT + text.length() * (isLatin1(text) ? 1 : Character.BYTES);
    }

    private static boolean isLatin1(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > LAST_OF_LATIN_1) {
                return false;
            }
        }
        return true;
    }
}
