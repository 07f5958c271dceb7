package dev.trackbus.kinesis.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A directory in memory that knows what the operating system has been told and what the disk has been made to keep: it
 * ends the process at any call that changes something, keeps a part of the write that was under way, and can be full or
 * fail in each of its calls.
 */
final class FakeDisk implements Disk {
    /** A kind of call that can be made to fail. */
    enum Call {
        CREATE,
        OPEN,
        WRITE,
        READ,
        FORCE,
        TRUNCATE,
        DELETE,
        RENAME,
        FORCE_NAMES
    }

    private final Map<String, Content> files = new TreeMap<>();
    private final Map<String, Content> lasting = new TreeMap<>();
    private final Set<Call> failing = ConcurrentHashMap.newKeySet();
    private final Random random;
    private final AtomicInteger opened = new AtomicInteger();
    private volatile Error error;
    private volatile CountDownLatch frozen = new CountDownLatch(0);
    private long room = Long.MAX_VALUE;
    private long lifetime = Long.MAX_VALUE;

    /** A file, whatever names lead to it. */
    private static final class Content {
        private byte[] bytes;
        private byte[] forced;

        Content(byte[] bytes) {
            this.bytes = bytes;
            this.forced = bytes;
        }

        void write(byte[] more, int count, int at) {
            if (count == 0) {
                return;
            }
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length, at + count));
            System.arraycopy(more, 0, bytes, at, count);
        }
    }

    FakeDisk(long seed) {
        this.random = new Random(seed);
    }

    /** Ends the process at the so-manieth call from now that changes something. */
    synchronized void dieAt(int call) {
        lifetime = call;
    }

    synchronized boolean isDead() {
        return lifetime <= 0;
    }

    void fail(Call... calls) {
        failing.addAll(List.of(calls));
    }

    /** Lets every write end in what no disk does: a defect, or a lack of memory. */
    void breakWith(Error error) {
        this.error = error;
    }

    /** Lets no call that reads or writes a file come back until {@link #thaw()}. */
    void freeze() {
        frozen = new CountDownLatch(1);
    }

    void thaw() {
        frozen.countDown();
    }

    private void awaitThaw() throws IOException {
        try {
            frozen.await();
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    void heal() {
        failing.clear();
        room(Long.MAX_VALUE);
    }

    /** How many files are open. */
    int opened() {
        return opened.get();
    }

    /** How many bytes files may grow by. */
    synchronized void room(long bytes) {
        room = bytes;
    }

    /** What a new process finds after this one was killed. */
    synchronized FakeDisk afterKill() {
        lifetime = 0;
        FakeDisk next = new FakeDisk(random.nextLong());
        files.forEach((name, file) -> next.files.put(name, new Content(file.bytes)));
        next.lasting.putAll(next.files);
        return next;
    }

    /** What is found after a loss of power: of what was not forced, some files have all and others nothing. */
    synchronized FakeDisk afterPowerLoss() {
        lifetime = 0;
        FakeDisk next = new FakeDisk(random.nextLong());
        lasting.forEach(
                (name, file) -> next.files.put(name, new Content(random.nextBoolean() ? file.bytes : file.forced)));
        next.lasting.putAll(next.files);
        return next;
    }

    synchronized byte[] content(String name) {
        return files.get(name).bytes.clone();
    }

    synchronized void put(String name, byte[] content) {
        files.put(name, new Content(content));
    }

    synchronized void remove(String name) {
        files.remove(name);
        lasting.remove(name);
    }

    private void free(long bytes) {
        room = Math.min(room, Long.MAX_VALUE - bytes) + bytes;
    }

    List<String> segments() {
        return list().stream().filter(name -> Segment.firstOf(name).isPresent()).toList();
    }

    private void may(Call call) throws IOException {
        if (lifetime <= 0) {
            throw new IOException("the process has ended");
        }
        if (failing.contains(call)) {
            throw new IOException(call + " fails");
        }
    }

    private void mayChange(Call call) throws IOException {
        may(call);
        if (--lifetime == 0) {
            throw new IOException("the process ends");
        }
    }

    @Override
    public synchronized DiskFile create(String name) throws IOException {
        mayChange(Call.CREATE);
        return new OpenFile(files.computeIfAbsent(name, made -> new Content(new byte[0])));
    }

    @Override
    public synchronized DiskFile createNew(String name) throws IOException {
        if (files.containsKey(name)) {
            throw new FileAlreadyExistsException(name);
        }
        return create(name);
    }

    @Override
    public synchronized void rename(String from, String to) throws IOException {
        open(from).close();
        mayChange(Call.RENAME);
        files.put(to, files.remove(from));
    }

    @Override
    public synchronized DiskFile open(String name) throws IOException {
        may(Call.OPEN);
        if (!files.containsKey(name)) {
            throw new NoSuchFileException(name);
        }
        return new OpenFile(files.get(name));
    }

    @Override
    public synchronized List<String> list() {
        return List.copyOf(files.keySet());
    }

    @Override
    public synchronized void delete(String name) throws IOException {
        mayChange(Call.DELETE);
        Content removed = files.remove(name);
        free(removed == null ? 0 : removed.bytes.length);
    }

    @Override
    public synchronized void forceNames() throws IOException {
        mayChange(Call.FORCE_NAMES);
        lasting.clear();
        lasting.putAll(files);
    }

    private final class OpenFile implements DiskFile {
        private final Content file;

        OpenFile(Content file) {
            this.file = file;
            opened.incrementAndGet();
        }

        @Override
        public void write(ByteBuffer bytes, long at) throws IOException {
            awaitThaw();
            Error thrown = error;
            if (thrown != null) {
                throw thrown;
            }
            byte[] all = new byte[bytes.remaining()];
            bytes.get(all);
            synchronized (FakeDisk.this) {
                boolean alive = !isDead();
                try {
                    mayChange(Call.WRITE);
                } catch (IOException e) {
                    file.write(all, alive ? random.nextInt(all.length) : 0, (int) at);
                    throw e;
                }
                long growth = at + all.length - file.bytes.length;
                if (growth > room) {
                    file.write(all, (int) Math.max(0, all.length - growth + room), (int) at);
                    room = 0;
                    throw new IOException("No space left on device");
                }
                room -= Math.max(0, growth);
                file.write(all, all.length, (int) at);
            }
        }

        @Override
        public void read(ByteBuffer into, long at) throws IOException {
            awaitThaw();
            synchronized (FakeDisk.this) {
                may(Call.READ);
                int count = (int) Math.max(0, Math.min(into.remaining(), file.bytes.length - at));
                into.put(file.bytes, (int) Math.min(at, file.bytes.length), count);
            }
        }

        @Override
        public void force() throws IOException {
            awaitThaw();
            synchronized (FakeDisk.this) {
                mayChange(Call.FORCE);
                file.forced = file.bytes;
            }
        }

        @Override
        public void truncate(long size) throws IOException {
            synchronized (FakeDisk.this) {
                mayChange(Call.TRUNCATE);
                free(Math.max(0, file.bytes.length - size));
                file.bytes = Arrays.copyOf(file.bytes, (int) Math.min(size, file.bytes.length));
            }
        }

        @Override
        public long size() {
            synchronized (FakeDisk.this) {
                return file.bytes.length;
            }
        }

        @Override
        public void close() {
            opened.decrementAndGet();
        }
    }
}
