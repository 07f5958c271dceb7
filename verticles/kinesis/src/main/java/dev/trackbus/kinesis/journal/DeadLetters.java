package dev.trackbus.kinesis.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * Events that Kinesis will never take, a forced file each: there are few. The name follows from the content, so that an
 * event that is set aside again after a crash is there once. Layout: CRC32C of what follows (4), length of the key (4), of
 * the reason (4), key, reason, event.
 */
final class DeadLetters {
    private static final String SUFFIX = ".dead";
    private static final int HEAD = 12;

    private final Disk disk;

    DeadLetters(Disk disk) {
        this.disk = disk;
    }

    /** Blocks until it is on the disk. */
    void add(String key, byte[] payload, String why) throws IOException {
        byte[] keyBytes = key.getBytes(StandardCharsets.ISO_8859_1);
        byte[] whyBytes = why.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(HEAD + keyBytes.length + whyBytes.length + payload.length);
        bytes.putInt(0).putInt(keyBytes.length).putInt(whyBytes.length);
        bytes.put(keyBytes).put(whyBytes).put(payload).flip();
        bytes.putInt(0, checksum(bytes.array()));
        CRC32C content = new CRC32C();
        content.update(payload);
        String name = "%08x%08x%s".formatted(key.hashCode(), content.getValue(), SUFFIX);
        try (Disk.DiskFile file = disk.create(name)) {
            file.truncate(0);
            file.write(bytes, 0);
            file.force();
        }
        disk.forceNames();
    }

    private static int checksum(byte[] bytes) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, Integer.BYTES, bytes.length - Integer.BYTES);
        return (int) checksum.getValue();
    }

    static boolean isLetter(String name) {
        return name.endsWith(SUFFIX);
    }

    /** The names of their files. */
    List<String> names() throws IOException {
        return disk.list().stream().filter(DeadLetters::isLetter).toList();
    }

    /** All that are whole. */
    List<DeadLetter> read() throws IOException {
        List<DeadLetter> letters = new ArrayList<>();
        for (String name : names()) {
            try (Disk.DiskFile file = disk.open(name)) {
                ByteBuffer bytes = ByteBuffer.allocate((int) file.size());
                file.read(bytes, 0);
                bytes.flip();
                if (bytes.limit() > HEAD && bytes.getInt() == checksum(bytes.array())) {
                    letters.add(letter(name, bytes));
                }
            }
        }
        return letters;
    }

    private static DeadLetter letter(String name, ByteBuffer bytes) {
        byte[] key = new byte[bytes.getInt()];
        byte[] why = new byte[bytes.getInt()];
        bytes.get(key).get(why);
        byte[] payload = new byte[bytes.remaining()];
        bytes.get(payload);
        return new DeadLetter(
                name, new String(key, StandardCharsets.ISO_8859_1), payload, new String(why, StandardCharsets.UTF_8));
    }

    void delete(String name) throws IOException {
        disk.delete(name);
    }
}
