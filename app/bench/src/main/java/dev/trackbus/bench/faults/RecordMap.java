package dev.trackbus.bench.faults;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Where in a file which events begin, found by their messageIds. */
final class RecordMap {
    private static final int BLOCK = 64 << 10;
    private static final int ID_LENGTH = 36;
    private static final int BEFORE_THE_ID = 64;
    private static final int[] DASHES = {8, 13, 18, 23};

    private final Path file;
    private final TreeMap<Long, Integer> ids = new TreeMap<>();

    /** @param unconfirmed ids of requests by the messageId of their event */
    RecordMap(Path file, Map<String, Integer> unconfirmed) throws IOException {
        this.file = file;
        byte[] bytes = Files.readAllBytes(file);
        Set<Integer> found = new HashSet<>();
        for (int at = 0; at + ID_LENGTH <= bytes.length; at++) {
            if (isId(bytes, at)) {
                Integer id = unconfirmed.get(new String(bytes, at, ID_LENGTH, StandardCharsets.ISO_8859_1));
                if (id != null && found.add(id)) {
                    ids.put((long) at, id);
                }
            }
        }
    }

    private static boolean isId(byte[] bytes, int at) {
        for (int dash : DASHES) {
            if (bytes[at + dash] != '-') {
                return false;
            }
        }
        return true;
    }

    Path file() {
        return file;
    }

    /** The events of which a part lies in a block that damage from … to (exclusive) touches. */
    Set<Integer> touchedBy(long from, long to) {
        long firstBlock = from / BLOCK;
        long lastBlock = (to - 1) / BLOCK;
        Set<Integer> touched = new HashSet<>();
        for (Map.Entry<Long, Integer> each : ids.entrySet()) {
            Long next = ids.higherKey(each.getKey());
            long begins = Math.max(0, each.getKey() - BEFORE_THE_ID) / BLOCK;
            long ends = (next == null ? Long.MAX_VALUE : next) / BLOCK;
            if (begins <= lastBlock && ends >= firstBlock) {
                touched.add(each.getValue());
            }
        }
        return touched;
    }
}
