package dev.trackbus.tracker.programs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trackbus.bus.Batch;
import dev.trackbus.bus.Failure;
import dev.trackbus.bus.FailureException;
import dev.trackbus.proto.ProgramDocument;
import dev.trackbus.proto.ProgramJson;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class CoreDataSenderTest {
    private static final long NOW = 1_763_744_000_000L;

    private final FakeTime time = new FakeTime();
    private final List<Batch> calls = new ArrayList<>();
    private final List<Map<String, Long>> taken = new ArrayList<>();
    private final List<String> troubles = new ArrayList<>();
    private int announced;
    private UnaryOperator<Batch> kinesis = batch -> Batch.EMPTY;

    private final CoreDataSender sender = new CoreDataSender(
            batch -> {
                calls.add(batch);
                return kinesis.apply(batch);
            },
            new Stamps(() -> Instant.ofEpochMilli(NOW + TimeUnit.NANOSECONDS.toMillis(time.nanos)))::next,
            time.patience(Duration.ofSeconds(30)),
            () -> 0.5,
            new CoreDataSender.Listener() {
                @Override
                public void sending(Map<String, ProgramDocument> programs) {
                    assertThat(taken).hasSize(announced++);
                }

                @Override
                public void taken(Map<String, Long> versions) {
                    taken.add(versions);
                }

                @Override
                public void trouble(String why) {
                    troubles.add(why);
                }
            });

    private static ProgramDocument program(String id, String name) {
        return new ProgramDocument(
                Map.of("programId", id, "programName", name, "checksum", "c", "customerId", "1", "customerName", "x"));
    }

    private static ProgramDocument record(Batch batch, int index) {
        return ProgramJson.read(new String(batch.payload(index), StandardCharsets.UTF_8));
    }

    private static Batch rejecting(Batch batch, int index) {
        return new Batch.Builder().addRejected(batch, index, "InternalFailure").build();
    }

    @Test
    void sendsStampedProgramsUnderTheirIds() {
        sender.add(program("1", "Zürich"));
        sender.add(program("2", "b"));
        sender.flush();

        assertThat(calls).hasSize(1);
        assertThat(calls.get(0).partitionKey(0)).isEqualTo("1");
        assertThat(record(calls.get(0), 0).programName()).isEqualTo("Zürich");
        assertThat(record(calls.get(0), 0).version()).hasValue(NOW);
        assertThat(calls.get(0).partitionKey(1)).isEqualTo("2");
        assertThat(taken).containsExactly(Map.of("1", NOW, "2", NOW));
    }

    @Test
    void keepsTheVersionOfTheInput() {
        Map<String, String> fields = new LinkedHashMap<>(program("1", "a").fields());
        fields.put("version", "7");
        sender.add(new ProgramDocument(fields));
        sender.add(program("2", "a"));
        sender.flush();

        assertThat(record(calls.get(0), 0).version()).hasValue(7);
        assertThat(taken).containsExactly(Map.of("1", 7L, "2", NOW));
    }

    @Test
    void sendsTombstones() {
        sender.add(ProgramId.tombstone("1"));
        sender.flush();

        assertThat(record(calls.get(0), 0).fields())
                .isEqualTo(Map.of("programId", "1", "deleted", "true", "version", Long.toString(NOW)));
    }

    @Test
    void givesTheStatesOfAProgramRisingVersionsAndCallsOfTheirOwn() {
        for (String name : List.of("a", "b", "c")) {
            sender.add(program("1", name));
        }
        sender.flush();

        assertThat(calls).extracting(batch -> record(batch, 0).programName()).containsExactly("a", "b", "c");
        assertThat(taken).containsExactly(Map.of("1", NOW), Map.of("1", NOW + 1), Map.of("1", NOW + 2));
    }

    @Test
    void sendsAtMost500RecordsACall() {
        for (int i = 0; i < 1_001; i++) {
            sender.add(program("p" + i, "a"));
        }
        sender.flush();

        assertThat(calls).extracting(Batch::size).containsExactly(500, 500, 1);
    }

    @Test
    void sendsAtMost5MebibytesACall() {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("note", "x".repeat(60_000));
        for (int i = 0; i < 200; i++) {
            fields.putAll(program("p" + i, "a").fields());
            sender.add(new ProgramDocument(fields));
        }
        sender.flush();

        assertThat(calls).allSatisfy(batch -> assertThat(batch.bytes()).isLessThanOrEqualTo(5 << 20));
        assertThat(calls).extracting(Batch::size).containsExactly(87, 87, 26);
        assertThat(calls.get(1)).satisfies(batch -> assertThat(record(batch, 0).version())
                .hasValue(taken.get(1).get("p87")));
    }

    @Test
    void sendsOnlyWhatWasRejectedAgainBeforeAnythingElse() {
        kinesis = batch -> calls.size() == 1 ? rejecting(batch, 1) : Batch.EMPTY;
        List.of("1", "2", "3").forEach(id -> sender.add(program(id, "a")));
        sender.add(program("2", "b"));
        sender.flush();

        assertThat(calls).extracting(Batch::size).containsExactly(3, 1, 1);
        assertThat(record(calls.get(1), 0).programName()).isEqualTo("a");
        assertThat(record(calls.get(2), 0).programName()).isEqualTo("b");
        assertThat(troubles).containsExactly("InternalFailure");
    }

    @Test
    void outlastsAnOutageThatIsShorterThanItsPatience() {
        kinesis = batch -> {
            if (calls.size() > 1 && time.nanos < TimeUnit.SECONDS.toNanos(25)) {
                throw new FailureException(Failure.UNAVAILABLE, "reset");
            }
            return Batch.EMPTY;
        };
        sender.add(program("1", "a"));
        sender.flush();
        sender.add(program("2", "a"));
        sender.flush();

        assertThat(taken).hasSize(2);
        assertThat(troubles).containsExactly("reset");
    }

    @Test
    void givesUpAfterItsPatience() {
        kinesis = batch -> {
            if (calls.size() > 1) {
                throw new FailureException(Failure.UNAVAILABLE, "reset");
            }
            return Batch.EMPTY;
        };
        sender.add(program("1", "a"));
        sender.flush();
        sender.add(program("2", "a"));

        assertThatThrownBy(sender::flush)
                .isInstanceOf(MissingServiceException.class)
                .hasMessage("the stream does not take them: reset");
        assertThat(Duration.ofNanos(time.nanos)).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(34));
    }

    @Test
    void givesUpSoonerWhereTheStreamWasNeverReached() {
        kinesis = batch -> {
            throw new FailureException(Failure.UNAVAILABLE, "refused");
        };
        sender.add(program("1", "a"));

        assertThatThrownBy(sender::flush).isInstanceOf(MissingServiceException.class);
        assertThat(Duration.ofNanos(time.nanos)).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(7));
        assertThat(taken).isEmpty();
    }
}
