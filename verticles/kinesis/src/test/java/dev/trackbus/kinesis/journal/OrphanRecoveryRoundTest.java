package dev.trackbus.kinesis.journal;

import static dev.trackbus.kinesis.journal.OpenMaintenance.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rounds of recovery. */
class OrphanRecoveryRoundTest {
    private static final Duration NEVER = Duration.ofDays(1);
    private static final int LARGE = (1 << 20) - 10;
    private static final Duration AT_ONCE = Duration.ofMillis(5);

    /** Owner that wakes the writer and never runs its tasks: no callback is called. */
    private static final Executor SILENT = task -> {
        if (!Thread.currentThread().getName().equals("journal-writer")) {
            task.run();
        }
    };

    @TempDir
    Path home;

    private final FakeDisk disk = new FakeDisk(42);
    private final AtomicInteger told = new AtomicInteger();
    private OpenJournal own;
    private OrphanRecovery recovery;

    /** A directory of a process that is gone, with so many events. */
    private Path leave(int events, int size) throws IOException {
        return leave(events, size, InstantSource.system());
    }

    private Path leave(int events, int size, InstantSource clock) throws IOException {
        JournalDirectory directory = JournalHome.claimFirst(home);
        try (OpenJournal open =
                new OpenJournal(JournalOpener.open(directory, OpenJournal.WRITTEN, clock, Runnable::run))) {
            open.append(0, events, size);
        }
        return directory.path();
    }

    private void open(JournalConfig config, Executor owner, Duration every) throws IOException {
        own = new OpenJournal(JournalOpener.open(disk, config, InstantSource.system(), owner));
        own.journal.onReadable(told::incrementAndGet);
        recovery = new OrphanRecovery(home, own.journal, OpenJournal.WRITTEN, InstantSource.system(), every);
    }

    private void start(Executor owner, Duration every) throws IOException {
        open(OpenJournal.WRITTEN, owner, every);
        recovery.start();
    }

    private void awaitFault() {
        soon().until(() -> recovery.fault().startsWith("orphaned journals cannot be recovered"));
    }

    private static boolean isClaimable(Path path) throws IOException {
        var claimed = JournalDirectory.claim(path);
        if (claimed.isPresent()) {
            claimed.get().close();
        }
        return claimed.isPresent();
    }

    @AfterEach
    void close() throws IOException {
        disk.thaw();
        disk.heal();
        try {
            if (recovery != null) {
                recovery.close();
            }
        } finally {
            if (own != null) {
                own.close();
            }
        }
    }

    @Test
    void recoversADirectoryThatIsUnlockedLater() throws IOException {
        JournalDirectory living = JournalHome.claimFirst(home);
        start(Runnable::run, AT_ONCE);
        Path left = leave(3, 10);
        soon().until(() -> !Files.exists(left));
        own.readUntil(() -> own.given.size() == 3);
        living.close();
    }

    @Test
    void recoveredEventsKeepTheTimeOfTheirFirstAppend() throws IOException {
        Path left = leave(3, 10, () -> Instant.ofEpochMilli(1_000));
        start(Runnable::run, NEVER);
        soon().until(() -> !Files.exists(left));
        assertThat(own.journal.oldestAppendedAt()).isEqualTo(1_000);
        own.readUntil(() -> own.given.size() == 3);
        assertThat(own.journal.oldestAppendedAt()).isEqualTo(1_000);
    }

    @Test
    void restsBetweenRounds() throws IOException {
        open(OpenJournal.WRITTEN, Runnable::run, NEVER);
        int before = told.get();
        recovery.start();
        soon().until(() -> told.get() > before);
        Path left = leave(3, 10);
        soon().during(Duration.ofMillis(50)).until(() -> Files.exists(left));
    }

    @Test
    void notifiesTheReaderAfterAnEmptyRound() throws IOException {
        open(OpenJournal.WRITTEN, Runnable::run, NEVER);
        int before = told.get();
        recovery.stop();
        recovery.run();
        assertThat(told).hasValue(before + 1);
    }

    @Test
    void countsAtLeastOneUntilItIsFoundOutAtTheEnd() throws IOException {
        open(OpenJournal.WRITTEN, Runnable::run, NEVER);
        assertThat(recovery.records()).isZero();
        recovery.stop();
        assertThat(recovery.records()).isEqualTo(1);
        recovery.run();
        assertThat(recovery.records()).isZero();
    }

    @Test
    void onlyCountsWhatIsThereWhenItIsStoppedBeforeARound() throws IOException {
        Path first = leave(3, 10);
        JournalDirectory kept = JournalDirectory.claim(first).orElseThrow();
        Path second = leave(4, 10);
        kept.close();
        open(OpenJournal.WRITTEN, Runnable::run, NEVER);
        recovery.stop();
        recovery.run();
        assertThat(recovery.records()).isEqualTo(7);
        assertThat(isClaimable(first)).isTrue();
        assertThat(isClaimable(second)).isTrue();
        assertThat(own.journal.records()).isZero();
    }

    @Test
    void reportsAnUnreadableHomeAndRetries() throws IOException {
        Path missing = home.resolve("missing");
        own = new OpenJournal(disk, OpenJournal.WRITTEN);
        recovery = new OrphanRecovery(missing, own.journal, OpenJournal.WRITTEN, InstantSource.system(), AT_ONCE);
        recovery.start();
        awaitFault();
        Files.createDirectory(missing);
        soon().until(() -> recovery.fault().isEmpty());
    }

    @Test
    void leavesADirectoryAloneInWhichNothingIsOurs() throws IOException {
        Path empty = Files.createDirectory(home.resolve("instance-7"));
        open(OpenJournal.WRITTEN, Runnable::run, NEVER);
        recovery.stop();
        recovery.run();
        assertThat(empty).isEmptyDirectory();
    }

    @Test
    void countsAndReleasesWhatIsNotRecovered() throws IOException {
        Path left = leave(1_006, 10);
        start(SILENT, NEVER);
        soon().until(() -> own.journal.records() >= 500);
        assertThat(recovery.records()).isEqualTo(1_006);
        recovery.close();
        assertThat(recovery.records()).isEqualTo(1_006);
        assertThat(own.journal.records()).isEqualTo(500);
        assertThat(isClaimable(left)).isTrue();
        assertThat(JournalInspection.of(left).backlogRecords()).isEqualTo(1_006);
    }

    @Test
    void whatCannotBeMadeToLastStaysAndIsCounted() throws IOException {
        Path first = leave(3, 10);
        JournalDirectory kept = JournalDirectory.claim(first).orElseThrow();
        Path second = leave(4, 10);
        kept.close();
        open(OpenJournal.WRITTEN, Runnable::run, NEVER);
        disk.fail(FakeDisk.Call.FORCE);
        recovery.start();
        awaitFault();
        soon().until(() -> recovery.records() == 7);
        recovery.close();
        assertThat(JournalInspection.of(first).checkpoint()).isZero();
        assertThat(JournalInspection.of(second).checkpoint()).isZero();
    }

    @Test
    void makesWhatItTakesOverLastAfterTenThousandEvents() throws IOException {
        leave(16_000, 10);
        open(OpenJournal.WRITTEN, Runnable::run, NEVER);
        disk.fail(FakeDisk.Call.FORCE);
        recovery.start();
        awaitFault();
        assertThat(own.journal.next()).isBetween(10_000L, 10_499L);
    }

    @Test
    void waitsWhileTheOwnJournalIsMoreThanHalfFull() throws IOException {
        JournalConfig small = new JournalConfig(32 << 20, 128 << 10, false, Duration.ZERO);
        leave(10, 10);
        open(small, Runnable::run, NEVER);
        own.append(0, 13, LARGE);
        own.readAll();
        recovery.start();
        soon().until(() -> recovery.records() == 10);
        soon().during(Duration.ofMillis(50)).until(() -> own.journal.next() == 13);
        own.confirm(6);
        soon().until(() -> own.journal.next() == 23);
    }

    @Test
    void endsWhileItWaitsForTheOwnJournal() throws IOException {
        JournalConfig small = new JournalConfig(32 << 20, 128 << 10, false, Duration.ZERO);
        leave(10, 10);
        open(small, Runnable::run, NEVER);
        own.append(0, 13, LARGE);
        recovery.start();
        soon().until(() -> recovery.records() == 10);
        recovery.close();
        assertThat(recovery.records()).isEqualTo(10);
    }

    @Test
    void triesAgainWhatTheOwnJournalRefused() throws IOException {
        Path left = leave(10, 10);
        open(OpenJournal.WRITTEN, Runnable::run, NEVER);
        disk.fail(FakeDisk.Call.WRITE);
        recovery.start();
        soon().until(() -> !own.journal.fault().isEmpty());
        disk.heal();
        soon().until(() -> !Files.exists(left));
        own.readAll();
        assertThat(own.given).hasSize(10);
        assertThat(recovery.fault()).isEmpty();
    }

    @Test
    void reportsAndLeavesAnUnreadableJournal() throws IOException {
        Path left = leave(100, 1_000);
        Path segment = left.resolve("0000000000000000.segment");
        byte[] content = Files.readAllBytes(segment);
        content[BlockHeader.BLOCK + 3] = 2;
        CRC32C checksum = new CRC32C();
        checksum.update(content, BlockHeader.BLOCK, 16);
        ByteBuffer.wrap(content).putInt(BlockHeader.BLOCK + 16, (int) checksum.getValue());
        Files.write(segment, content);
        start(Runnable::run, NEVER);
        soon().until(() -> recovery.fault().contains("format version 2"));
        assertThat(recovery.fault()).startsWith("orphaned journals cannot be recovered");
        assertThat(isClaimable(left)).isTrue();
        assertThat(Files.readAllBytes(segment)).isEqualTo(content);
    }

    @Test
    void saysThatItsEndCouldNotBeAwaited() throws IOException {
        Path left = leave(0, 10);
        new DeadLetterFiles(new FileDisk(left)).add("key", new byte[] {1}, "why");
        open(OpenJournal.WRITTEN, Runnable::run, NEVER);
        disk.freeze();
        recovery.start();
        soon().until(() -> disk.list().stream().anyMatch(DeadLetterFiles::isUnfinished));
        Thread.currentThread().interrupt();
        assertThatThrownBy(recovery::close).isInstanceOf(IOException.class).hasMessage("interrupted");
        assertThat(Thread.interrupted()).isTrue();
    }
}
