package dev.trackbus.tracker.programs;

import dev.trackbus.bus.Batch;
import dev.trackbus.bus.FailureException;
import dev.trackbus.proto.ProgramDocument;
import dev.trackbus.proto.ProgramJson;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;

/**
 * Puts programs on the stream, each with its own version or, without one, with the next of this command. A batch holds a
 * program once and is all taken before the next one is sent, so that a shard has the states of a program in their order even
 * where single records had to be sent again. Programs without a version share one in a batch: a large file's versions do
 * not run ahead of the clock.
 */
final class CoreDataSender {
    private static final int MAX_RECORDS = 500;
    private static final long MAX_BYTES = 5L << 20;
    private static final long FIRST_PAUSE = 100;
    private static final int MAX_DOUBLINGS = 5;

    /** Who has never been reached is hardly on the way up. */
    private static final Duration FIRST_PATIENCE = Duration.ofSeconds(5);

    private final UnaryOperator<Batch> stream;
    private final LongSupplier versions;
    private final Patience patience;
    private final DoubleSupplier random;
    private final Listener listener;
    private final Map<String, ProgramDocument> forming = new LinkedHashMap<>();
    private Batch.Builder batch = new Batch.Builder();
    private long bytes;
    private long version;
    private long taken;
    private String trouble = "";

    /** Is told how it goes. */
    interface Listener {
        /**
         * A batch is about to be put on the stream.
         *
         * @param programs by programId, each with its version
         * @throws MissingServiceException where it must not be
         * @throws InvalidInputException   where it must not be
         */
        void sending(Map<String, ProgramDocument> programs);

        /**
         * A batch is on the stream.
         *
         * @param versions by programId
         */
        void taken(Map<String, Long> versions);

        /**
         * The stream does not take all, for a new reason.
         *
         * @param why for an operator
         */
        void trouble(String why);
    }

    /**
     * @param stream   puts a batch, gives back what was rejected, throws {@link FailureException} where the call failed
     * @param versions gives the version of programs without one
     * @param patience when to give up
     * @param random   0 (inclusive) to 1 (exclusive), for the pauses
     * @param listener told how it goes
     */
    CoreDataSender(
            UnaryOperator<Batch> stream,
            LongSupplier versions,
            Patience patience,
            DoubleSupplier random,
            Listener listener) {
        this.stream = stream;
        this.versions = versions;
        this.patience = patience;
        this.random = random;
        this.listener = listener;
    }

    /**
     * Sends a program with those that follow.
     *
     * @param program keeps its version, if it has one
     * @throws MissingServiceException where the stream does not take those before
     */
    void add(ProgramDocument program) {
        if (forming.containsKey(program.programId()) || forming.size() == MAX_RECORDS) {
            flush();
        }
        ProgramDocument versioned = versioned(program);
        byte[] record = record(versioned);
        if (!forming.isEmpty() && bytes + record.length > MAX_BYTES) {
            flush();
            versioned = versioned(program);
            record = record(versioned);
        }
        batch.add(forming.size(), program.programId(), record);
        forming.put(program.programId(), versioned);
        bytes += record.length + program.programId().length();
    }

    private ProgramDocument versioned(ProgramDocument program) {
        if (forming.isEmpty()) {
            version = versions.getAsLong();
        }
        if (program.version().isPresent()) {
            return program;
        }
        Map<String, String> fields = new LinkedHashMap<>(program.fields());
        fields.put("version", Long.toString(version));
        return new ProgramDocument(fields);
    }

    private static byte[] record(ProgramDocument program) {
        return ProgramJson.write(program).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Returns when the stream has all.
     *
     * @throws MissingServiceException where it does not take them
     */
    void flush() {
        Batch rest = batch.build();
        if (!forming.isEmpty()) {
            listener.sending(Collections.unmodifiableMap(forming));
        }
        patience.moved();
        int failures = 0;
        while (rest.size() > 0) {
            Batch left = call(rest);
            if (left.size() < rest.size()) {
                taken += rest.size() - left.size();
                failures = 0;
                patience.moved();
            }
            if (left.size() > 0) {
                giveUpOrPause(failures++);
            }
            rest = left;
        }
        if (!forming.isEmpty()) {
            Map<String, Long> sent = new LinkedHashMap<>();
            forming.forEach((programId, program) ->
                    sent.put(programId, program.version().orElseThrow()));
            listener.taken(sent);
        }
        forming.clear();
        batch = new Batch.Builder();
        bytes = 0;
    }

    private Batch call(Batch rest) {
        try {
            Batch left = stream.apply(rest);
            if (left.size() > 0) {
                trouble(left.error(0));
            }
            return left;
        } catch (FailureException e) {
            trouble(e.getMessage());
            return rest;
        }
    }

    private void trouble(String why) {
        if (!why.equals(trouble)) {
            trouble = why;
            listener.trouble(why);
        }
    }

    private void giveUpOrPause(int failures) {
        if (patience.isOver(taken == 0 ? FIRST_PATIENCE : patience.most())) {
            throw new MissingServiceException("the stream does not take them: " + trouble);
        }
        long ceiling = FIRST_PAUSE << Math.min(failures, MAX_DOUBLINGS);
        patience.pause(1 + (long) (ceiling * random.getAsDouble()));
    }
}
