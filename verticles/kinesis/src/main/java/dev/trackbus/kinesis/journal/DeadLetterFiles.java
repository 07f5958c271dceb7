package dev.trackbus.kinesis.journal;

import dev.trackbus.kinesis.buffer.DeadLetter;
import dev.trackbus.kinesis.buffer.DeadLetterStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Dead letters on disk, one forced file each, because there are few. The name of a file follows from its content, so
 * an event that
 * is stored again after a crash has one file. A file gets its name when it is whole. Layout: CRC32C of what follows
 * (4),
 * length of the key (4), length of the reason (4), key, reason, event.
 */
final class DeadLetterFiles implements DeadLetterStore {
    private static final Logger LOG = LoggerFactory.getLogger(DeadLetterFiles.class);
    private static final String SUFFIX = ".dead";
    private static final String UNFINISHED = SUFFIX + ".new";
    private static final int HEAD = 12;
    private static final int MAX_REASON = 16 << 10;
    private static final int MAX_BYTES = HEAD + WriteBatch.MAX_KEY + 4 * MAX_REASON + WriteBatch.MAX_EVENT;

    private final Disk disk;
    private final AtomicLong bytes = new AtomicLong();
    private volatile int count;

    DeadLetterFiles(Disk disk) {
        this.disk = disk;
    }

    /** Stores a dead letter. Blocks until it is on the disk. */
    synchronized void add(String key, byte[] payload, String why) throws IOException {
        byte[] keyBytes = key.getBytes(StandardCharsets.ISO_8859_1);
        byte[] whyBytes = why.substring(0, Math.min(why.length(), MAX_REASON)).getBytes(StandardCharsets.UTF_8);
        ByteBuffer content = ByteBuffer.allocate(HEAD + keyBytes.length + whyBytes.length + payload.length);
        content.putInt(0).putInt(keyBytes.length).putInt(whyBytes.length);
        content.put(keyBytes).put(whyBytes).put(payload).flip();
        content.putInt(0, checksum(content.array()));
        CRC32C event = new CRC32C();
        event.update(payload);
        String name = "%08x%08x".formatted(key.hashCode(), event.getValue());
        try (Disk.DiskFile file = disk.create(name + UNFINISHED)) {
            file.truncate(0);
            file.write(content, 0);
            file.force();
        }
        long replaced = size(name + SUFFIX);
        disk.rename(name + UNFINISHED, name + SUFFIX);
        disk.forceNames();
        bytes.addAndGet(content.limit() - replaced);
        count = names().size();
    }

    private static int checksum(byte[] bytes) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes, Integer.BYTES, bytes.length - Integer.BYTES);
        return (int) checksum.getValue();
    }

    static boolean isLetter(String name) {
        return name.endsWith(SUFFIX);
    }

    /** Returns whether the process ended while it wrote this file: the event is still in a segment then. */
    static boolean isUnfinished(String name) {
        return name.endsWith(UNFINISHED);
    }

    /** Returns the names of all files. */
    List<String> names() throws IOException {
        return disk.list().stream().filter(DeadLetterFiles::isLetter).toList();
    }

    /** Adds up the sizes of all files. */
    synchronized void measure() throws IOException {
        long sum = 0;
        for (String name : names()) {
            sum += size(name);
        }
        bytes.set(sum);
        count = names().size();
    }

    private long size(String name) throws IOException {
        try (Disk.DiskFile file = disk.open(name)) {
            return file.size();
        } catch (NoSuchFileException e) {
            LOG.debug("{} is missing", name, e);
            return 0;
        }
    }

    @Override
    public int count() {
        return count;
    }

    @Override
    public List<DeadLetter> some(String after, int most, long fileBytes) throws IOException {
        List<DeadLetter> some = new ArrayList<>();
        long sum = 0;
        for (String name : rotated(after)) {
            long size = some.size() < most ? size(name) : Long.MAX_VALUE;
            DeadLetter letter = size <= fileBytes - sum ? read(name) : null;
            if (letter != null) {
                some.add(letter);
                sum += size;
            }
        }
        return some;
    }

    private List<String> rotated(String after) throws IOException {
        List<String> sorted = names().stream().sorted().toList();
        int first = 0;
        while (first < sorted.size() && sorted.get(first).compareTo(after) <= 0) {
            first++;
        }
        List<String> rotated = new ArrayList<>(sorted.subList(first, sorted.size()));
        rotated.addAll(sorted.subList(0, first));
        return rotated;
    }

    @Override
    public void remove(DeadLetter letter) throws IOException {
        delete(letter.file());
    }

    /** Returns the bytes of all dead letters. Any thread. */
    long bytes() {
        return bytes.get();
    }

    /**
     * Visits all dead letters that are not corrupt, one at a time.
     *
     * @return names of the corrupt files
     */
    List<String> forEach(DeadLetter.Visitor visitor) throws IOException {
        List<String> corrupt = new ArrayList<>();
        for (String name : names()) {
            DeadLetter letter = read(name);
            if (letter == null) {
                corrupt.add(name);
            } else {
                visitor.letter(letter);
            }
        }
        return corrupt;
    }

    /** Reads a dead letter; null where its file is corrupt. */
    private DeadLetter read(String name) throws IOException {
        try (Disk.DiskFile file = disk.open(name)) {
            long size = file.size();
            if (size < HEAD || size > MAX_BYTES) {
                return null;
            }
            ByteBuffer content = ByteBuffer.allocate((int) size);
            file.read(content, 0);
            content.flip();
            boolean whole = content.limit() >= HEAD && content.getInt() == checksum(content.array());
            return whole ? letter(name, content) : null;
        }
    }

    private static DeadLetter letter(String name, ByteBuffer content) {
        int keyLength = content.getInt();
        int whyLength = content.getInt();
        if (keyLength < 0 || whyLength < 0 || (long) keyLength + whyLength > content.remaining()) {
            return null;
        }
        byte[] key = new byte[keyLength];
        byte[] why = new byte[whyLength];
        content.get(key).get(why);
        byte[] payload = new byte[content.remaining()];
        content.get(payload);
        return new DeadLetter(
                name, new String(key, StandardCharsets.ISO_8859_1), payload, new String(why, StandardCharsets.UTF_8));
    }

    /** Removes a dead letter. */
    synchronized void delete(String name) throws IOException {
        long removed = size(name);
        disk.delete(name);
        bytes.addAndGet(-removed);
        count = names().size();
        disk.forceNames();
    }
}
