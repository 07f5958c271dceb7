package dev.trackbus.bench.faults;

import dev.trackbus.bench.faults.ScriptedFault.Step;
import dev.trackbus.kinesis.stub.EntryFault;
import dev.trackbus.kinesis.stub.Fault;
import dev.trackbus.kinesis.stub.Script;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The lines of the fault matrix that this suite plays, and where the others are proved. */
final class Rows {
    private static final int NO_DUPLICATES = 0;
    private static final String JSON = "application/x-amz-json-1.1";
    private static final String CBOR = "application/x-amz-cbor-1.1";

    /** All, by their numbers; a line may have several parts. */
    static final List<Row> ALL = List.of(
            new Row(1, "kill -9 under load", Scale.rounds(100, 1_000), KillUnderLoad::new),
            new Row(1, "kill -9 with a backlog of 1 GB", Scale.rounds(1, 250), LargeBacklog::new),
            new Row(3, "kill -9 three times within recovery", Scale.rounds(20, 1_000), KillInRecovery::new),
            new Row(4, "SIGTERM under load", Scale.rounds(5, 1_000), TermUnderLoad::new),
            new Row(
                    5,
                    "SIGTERM while Kinesis is down, started again",
                    Scale.rounds(1, 500),
                    () -> new TermWhileDown(false)),
            new Row(
                    5,
                    "SIGTERM while Kinesis is down, another one beside it",
                    Scale.rounds(1, 500),
                    () -> new TermWhileDown(true)),
            new Row(6, "damaged journal", Scale.rounds(28, 500), DamagedJournal::new),
            new Row(7, "out of memory, told to exit", Scale.rounds(3, 2_000), OutOfMemory::new),
            new Row(8, "disk full", Scale.lasting(10, 200), FullDisk::new),
            new Row(9, "every write fails for a time", Scale.lasting(10, 200), RefusedFiles::new),
            new Row(9, "broken, then read-only file system", Scale.lasting(10, 200), FailingDisk::new),
            new Row(10, "disk frozen", new Scale(3, Duration.ofSeconds(10), 300), FrozenDisk::new),
            new Row(11, "Kinesis down", Scale.lasting(600, 1_000), Outage::new),
            new Row(
                    12,
                    "Kinesis accepts and never answers",
                    Scale.lasting(60, 500),
                    () -> scripted(NO_DUPLICATES, new Step("hangs", Script.NORMAL.failing(Fault.hang()), "kinesis"))),
            new Row(13, "slow network, resets", Scale.lasting(80, 500), SlowNetwork::new),
            new Row(
                    14,
                    "500 half of the time, throttled as a whole",
                    Scale.lasting(60, 500),
                    () -> scripted(NO_DUPLICATES, half(), failing("ProvisionedThroughputExceededException"))),
            new Row(
                    15,
                    "partial failures",
                    Scale.lasting(60, 500),
                    () -> scripted(NO_DUPLICATES, rejecting(0.002), rejecting(0.5), rejecting(0.998))),
            new Row(16, "one shard throttled", Scale.lasting(120, 1_000), ThrottledShard::new),
            new Row(17, "answers that are none", Scale.lasting(60, 500), Rows::nonsense),
            new Row(18, "poison", Scale.lasting(20, 500), Poison::new),
            new Row(
                    19,
                    "credentials expired, wrong, then right",
                    Scale.lasting(40, 500),
                    () -> scripted(NO_DUPLICATES, failing("ExpiredTokenException"), failing("AccessDeniedException"))),
            new Row(19, "stream missing at the start", Scale.lasting(20, 500), MissingStream::new),
            new Row(27, "ten times the load it can serve", Scale.lasting(20, 0), Overload::new),
            new Row(28, "all senders blocked, window and journal full", Scale.lasting(60, 1_000), StuckCalls::new),
            new Row(33, "every record of every call rejected", Scale.lasting(60, 1_000), RejectedRecords::new),
            new Row(
                    34,
                    "Redis refuses commands",
                    new Scale(6, Duration.ofSeconds(60), 500),
                    () -> new RedisFaults(new RefusedCommands())),
            new Row(
                    35,
                    "change while the killed subscription is away",
                    Scale.rounds(20, 500),
                    () -> new RedisFaults(new LostPush())),
            new Row(
                    36,
                    "Redis emptied by FLUSHALL",
                    Scale.lasting(30, 500),
                    () -> new RedisFaults(new EmptiedRedis(false))),
            new Row(
                    36,
                    "Redis restarted without data",
                    Scale.lasting(30, 500),
                    () -> new RedisFaults(new EmptiedRedis(true))),
            new Row(37, "unfinished bodies over HTTP/1", Scale.lasting(30, 200), () -> new UnfinishedBodies(false)),
            new Row(37, "unfinished bodies over HTTP/2", Scale.lasting(30, 200), () -> new UnfinishedBodies(true)),
            new Row(38, "corrupt journal and dead letter", Scale.rounds(20, 500), CorruptJournal::new),
            new Row(39, "disk full of confirmed events", Scale.rounds(5, 500), ConfirmedDisk::new),
            new Row(40, "backlog older than a day", Scale.lasting(10, 500), OldBacklog::new));

    /** Where the rest is proved, or why it is not. */
    static final Map<Integer, String> ELSEWHERE = new TreeMap<>(
            Map.of(2, "a crash at any call to the disk: JournalModelTest and JournalFaultTest in verticles/kinesis"));

    private Rows() {}

    /** The first part of a line. */
    static Row first(int number) {
        return ALL.stream().filter(row -> row.number() == number).findFirst().orElseThrow();
    }

    /** The last part of a line. */
    static Row last(int number) {
        return ALL.stream()
                .filter(row -> row.number() == number)
                .reduce((one, next) -> next)
                .orElseThrow();
    }

    private static Scenario scripted(int mostDuplicates, Step... steps) {
        return new ScriptedFault(List.of(steps), mostDuplicates);
    }

    private static Step half() {
        return new Step(
                "500 half of the time", Script.NORMAL.failing(Fault.every(2, Fault.error(500, "InternalFailure"))), "");
    }

    private static Step failing(String code) {
        return new Step(code, Script.NORMAL.failing(Fault.error(400, code)), code);
    }

    private static Step rejecting(double share) {
        return new Step(
                "of 1,000 records " + Math.round(1_000 * share) + " rejected",
                Script.NORMAL.rejecting(EntryFault.random(share, 1, EntryFault.THROTTLED)),
                "");
    }

    private static Scenario nonsense() {
        Buffer html = Buffer.buffer("<html><body>Hello</body></html>");
        return scripted(
                NO_DUPLICATES,
                new Step("HTML", Script.NORMAL.failing(Fault.nonsense("text/html", html)), "kinesis"),
                new Step("no body", Script.NORMAL.failing(Fault.nonsense(CBOR, Buffer.buffer())), "kinesis"),
                new Step("broken CBOR", Script.NORMAL.failing(Fault.nonsense(CBOR, html)), "kinesis"),
                new Step("JSON", Script.NORMAL.failing(Fault.nonsense(JSON, Buffer.buffer("{}"))), "kinesis"),
                new Step("too few", Script.NORMAL.failing(Fault.wrongCount()), "kinesis"));
    }
}
