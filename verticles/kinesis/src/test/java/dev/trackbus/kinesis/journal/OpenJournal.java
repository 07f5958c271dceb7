package dev.trackbus.kinesis.journal;

import dev.trackbus.kinesis.buffer.DeadLetter;
import dev.trackbus.kinesis.buffer.EventBuffer;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Journal with small segments, and its results. Events are numbered; the number decides the content. */
final class OpenJournal implements Closeable {
    static final JournalConfig WRITTEN = config(false);
    static final JournalConfig FORCED = config(true);

    final Journal journal;
    final List<Long> numbers = new ArrayList<>();
    final List<String> refusals = new ArrayList<>();
    final SortedMap<Long, String> taken = new TreeMap<>();
    final List<Long> order = new ArrayList<>();
    final SortedMap<Long, String> given = new TreeMap<>();
    private final Semaphore readable = new Semaphore(0);
    private long before;

    private static JournalConfig config(boolean forced) {
        return new JournalConfig(32 << 20, 128 << 10, forced, Duration.ZERO);
    }

    OpenJournal(Disk disk, JournalConfig config) throws IOException {
        this(JournalOpener.open(disk, config, InstantSource.system(), Runnable::run));
    }

    OpenJournal(Journal journal) {
        this.journal = journal;
        journal.onReadable(readable::release);
    }

    /** Journal that is not read. */
    static Journal idle(Disk disk) throws IOException {
        return JournalOpener.open(disk, JournalConfig.of(1L << 30, false), InstantSource.system(), Runnable::run);
    }

    static byte[] payload(int event, int size) {
        byte[] payload = new byte[size];
        new Random(event).nextBytes(payload);
        return payload;
    }

    static String text(int event, int size) {
        return text("event-" + event, payload(event, size));
    }

    private static String text(String key, byte[] payload) {
        return key + ":" + payload.length + ":" + Arrays.hashCode(payload);
    }

    /** Appends events from a number on and waits for all callbacks. */
    void append(int from, int count, int size) {
        CountDownLatch told = new CountDownLatch(count);
        for (int event = from; event < from + count; event++) {
            journal.append("event-" + event, payload(event, size), new Told(text(event, size), told));
        }
        await(told);
    }

    /** Appends an event as one whose first append was at that time. */
    void appendAgain(int event, int size, long appendedAt) {
        CountDownLatch told = new CountDownLatch(1);
        journal.appendAgain("event-" + event, payload(event, size), appendedAt, new Told(text(event, size), told));
        await(told);
    }

    /** Appends them in a batch each, so that they spread over segments. */
    void appendEach(int from, int count, int size) {
        for (int event = from; event < from + count; event++) {
            append(event, 1, size);
        }
    }

    private static void await(CountDownLatch told) {
        try {
            if (!told.await(20, TimeUnit.SECONDS)) {
                throw new AssertionError(told.getCount() + " receipts are missing");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private final class Told implements EventBuffer.AppendCallback {
        private final String text;
        private final CountDownLatch told;

        Told(String text, CountDownLatch told) {
            this.text = text;
            this.told = told;
        }

        @Override
        public void appended(long sequence) {
            synchronized (OpenJournal.this) {
                numbers.add(sequence);
                taken.put(sequence, text);
            }
            told.countDown();
        }

        @Override
        public void refused(String why) {
            synchronized (OpenJournal.this) {
                refusals.add(why);
            }
            told.countDown();
        }
    }

    /** Reads until a condition holds. */
    void readUntil(BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        read();
        while (!condition.getAsBoolean()) {
            try {
                readable.tryAcquire(50, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            read();
            if (System.nanoTime() > end) {
                throw new AssertionError(
                        "given only " + given.size() + " events, all before " + before + ", fault: " + journal.fault());
            }
        }
    }

    void readAll() {
        readUntil(() -> before >= journal.next());
    }

    private void read() {
        before = journal.read(before, (sequence, key, payload, appendedAt, again) -> {
            order.add(sequence);
            given.put(sequence, text(key, payload));
            return true;
        });
    }

    void confirm(long number) {
        journal.confirm(number);
    }

    static List<DeadLetter> deadLetters(Journal journal) throws IOException {
        List<DeadLetter> letters = new ArrayList<>();
        journal.forEachDeadLetter(letters::add);
        return letters;
    }

    /** Before which number everything has been given. */
    long before() {
        return before;
    }

    @Override
    public void close() throws IOException {
        journal.close();
    }
}
