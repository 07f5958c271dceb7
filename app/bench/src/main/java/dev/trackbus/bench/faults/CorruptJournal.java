package dev.trackbus.bench.faults;

import dev.trackbus.kinesis.journal.JournalHome;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Row 38: bits are flipped in a stopped process' journal, which the next one claims or adopts, and in its dead letters. What
 * can be read is delivered. What cannot is counted, logged, and still in a file afterwards: nothing is deleted unread.
 */
final class CorruptJournal implements Scenario {
    private static final int BACKLOG = 120;
    private static final Duration FILLING = Duration.ofSeconds(30);
    private static final Duration NOTICED = Duration.ofSeconds(10);
    private static final Duration SENT = Duration.ofSeconds(1);
    private static final String METRIC = "trackbus_kinesis_journal_(damages|corruptions?|corrupt)(_\\w+)?_total";
    private static final int BLOCK = 64 << 10;
    private static final int HEADER_BYTE = 5;
    private static final int LETTER_BYTES = 300;
    private static final int ONE_OF = 20;
    private static final long FILLER = 1L << 30;
    private static final int MOST_LINES = 4;

    private final List<Integer> unreadable = new ArrayList<>();

    /** What the next process does with the corrupt journal. */
    private enum Kind {
        CLAIMED,
        ADOPTED
    }

    @Override
    public void play(Stage stage, Scale scale) throws IOException {
        stage.start();
        stage.driver().shape(id -> id % ONE_OF == 0 ? TrackedRequest.large(id) : TrackedRequest.small(id));
        for (int round = 0; round < scale.rounds(); round++) {
            Kind kind = Kind.values()[round % Kind.values().length];
            stage.cutOff();
            backlog(stage, scale);
            stage.service().kill();
            byte[] letter = corrupt(stage, kind, round);
            ServiceLog log = ServiceLog.fromNow(stage.log());
            stage.network().pass();
            stage.start();
            expectShown(stage, kind, log);
            expectKept(stage, kind, letter);
            stage.outcome().round();
        }
        stage.settle(Duration.ofSeconds(30));
    }

    /** Some blocks full. */
    private static void backlog(Stage stage, Scale scale) {
        int enough = stage.ledger().noted() + BACKLOG;
        stage.driver().rate(scale.perSecond());
        boolean there = Await.until(FILLING, () -> stage.ledger().noted() >= enough);
        stage.driver().rest();
        Tally during = stage.phase("backlog");
        stage.outcome().expect(there, "fewer than %d events in %s: %s", BACKLOG, FILLING, during);
    }

    /**
     * Flips a bit in a block's header, in every other pair of rounds that of the first block, and one in a record.
     *
     * @return the bytes of a dead letter, empty if there is none
     */
    private static byte[] corrupt(Stage stage, Kind kind, int round) throws IOException {
        Random random = new Random(round);
        Path segment = JournalFiles.segments(stage.journal()).stream()
                .filter(file -> file.toFile().length() > 2 * BLOCK)
                .max((one, other) ->
                        Long.compare(one.toFile().lastModified(), other.toFile().lastModified()))
                .orElseThrow();
        int first = round / Kind.values().length % 2;
        flip(segment, first * BLOCK + HEADER_BYTE);
        flip(segment, payloadOf(segment, (1 - first) * BLOCK + random.nextInt(BLOCK / 2)));
        if (kind == Kind.CLAIMED) {
            return new byte[0];
        }
        byte[] letter = new byte[LETTER_BYTES];
        random.nextBytes(letter);
        Files.write(segment.resolveSibling("0123456789abcdef.dead"), letter);
        leaveToAdoption(stage.journal(), segment.getParent(), random);
        return letter;
    }

    /** A byte of a record's payload: of a parameter's name that each event has. */
    private static int payloadOf(Path segment, int from) throws IOException {
        return Files.readString(segment, StandardCharsets.ISO_8859_1).indexOf("placement", from);
    }

    private static void flip(Path file, int at) throws IOException {
        try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "rw")) {
            open.seek(at);
            int bits = open.read() ^ 1;
            open.seek(at);
            open.write(bits);
        }
    }

    /** The next process claims the directory with the most bytes, so another one gets a large file without content. */
    private static void leaveToAdoption(Path home, Path directory, Random random) throws IOException {
        for (Path each : JournalHome.below(home)) {
            Files.deleteIfExists(each.resolve("filler"));
        }
        Files.move(directory, directory.resolveSibling("instance-" + (1_000 + random.nextInt(1_000_000))));
        Path other = Files.createDirectories(directory);
        try (RandomAccessFile filler =
                new RandomAccessFile(other.resolve("filler").toFile(), "rw")) {
            filler.setLength(FILLER);
        }
    }

    private static void expectShown(Stage stage, Kind kind, ServiceLog log) {
        int places = kind == Kind.ADOPTED ? 2 : 1;
        boolean counted = Await.until(NOTICED, () -> stage.metrics().sum(METRIC) >= places);
        boolean logged = Await.until(NOTICED, () -> !corruptions(log).isEmpty());
        List<String> lines = corruptions(log);
        Outcome outcome = stage.outcome();
        outcome.say("%s: counted %.0f, log: %s", kind, stage.metrics().sum(METRIC), lines);
        outcome.expect(counted, "%s: not counted within %s", kind, NOTICED);
        outcome.expect(logged, "%s: not logged within %s", kind, NOTICED);
        outcome.expect(lines.size() <= MOST_LINES, "%s: %d log lines", kind, lines.size());
    }

    private static List<String> corruptions(ServiceLog log) {
        return log.warnings("").stream()
                .filter(line -> line.matches("(?i).*(corrupt|quarantine|damage|can(no|')t (be )?read).*"))
                .toList();
    }

    /** Everything answered in any round is on the stream or, by its messageId, still in a file below the journal's folder. */
    private void expectKept(Stage stage, Kind kind, byte[] letter) throws IOException {
        stage.awaitDelivered(SENT);
        List<Integer> missing = stage.judge().missing(stage.ledger().ids(), id -> true);
        missing.forEach(stage.judge()::forgive);
        unreadable.addAll(missing);
        StringBuilder content = new StringBuilder();
        for (Path file : JournalFiles.files(stage.journal())) {
            if (file.toFile().length() < FILLER) {
                content.append(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        long deleted = unreadable.stream()
                .filter(id -> content.indexOf(stage.ledger().get(id).messageId()) < 0)
                .count();
        boolean letterKept = content.indexOf(new String(letter, StandardCharsets.ISO_8859_1)) >= 0;
        stage.outcome().say("%s: %d events unreadable, of all rounds' %d deleted", kind, missing.size(), deleted);
        stage.outcome().expect(deleted == 0, "%s: %d unread events were deleted", kind, deleted);
        stage.outcome().expect(letterKept, "%s: the dead letter was deleted", kind);
    }
}
