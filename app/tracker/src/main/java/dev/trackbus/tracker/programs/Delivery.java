package dev.trackbus.tracker.programs;

import dev.trackbus.kinesis.aws.PutRecordsClient;
import dev.trackbus.proto.ProgramDocument;
import dev.trackbus.tracker.ExitCode;
import dev.trackbus.tracker.settings.CoreDataConfig;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** The way of changed programs from a command to the stream, and, where that is awaited, into Redis. */
final class Delivery implements AutoCloseable {
    private static final int MOST_TOLD = 20;

    private final PutRecordsClient stream;
    private final BlockingStore store;
    private final StoredVersions stored;
    private final CoreDataSender sender;
    private final Duration timeout;
    private final Progress progress;
    private final Map<String, Long> sent = new LinkedHashMap<>();

    /** Is told how far it is. */
    interface Progress {
        /**
         * Programs are on the stream.
         *
         * @param count how many more
         */
        void onStream(int count);

        /**
         * Redis does not have all yet.
         *
         * @param count how many are to come
         */
        void awaited(long count);
    }

    /**
     * What was delivered.
     *
     * @param versions by programId; of a program that was sent more than once the highest one
     * @param newer    those that Redis has in a newer version
     * @param late     those that Redis had in a newer version before they were sent
     */
    record Delivered(Map<String, Long> versions, Map<String, Long> newer, Set<String> late) {
        /**
         * Names the programs that Redis has in a newer version. One that came later replaced what was sent; one that was
         * there before keeps it out.
         */
        ExitCode outcome(Consumer<String> tell) {
            told(true, "%s: Redis had the newer version %d before, version %d does not count; send a higher one", tell);
            told(false, "%s: the newer version %d came after version %d, and is in Redis", tell);
            return late.isEmpty() ? ExitCode.DONE : ExitCode.UNAVAILABLE;
        }

        private void told(boolean isLate, String sentence, Consumer<String> tell) {
            List<String> lines = newer.entrySet().stream()
                    .filter(each -> late.contains(each.getKey()) == isLate)
                    .map(each -> sentence.formatted(each.getKey(), each.getValue(), versions.get(each.getKey())))
                    .toList();
            lines.stream().limit(MOST_TOLD).forEach(tell);
            if (lines.size() > MOST_TOLD) {
                tell.accept("and " + (lines.size() - MOST_TOLD) + " more");
            }
        }
    }

    /**
     * Sends nothing yet, but asks Redis where it is to be awaited.
     *
     * @param config   where to
     * @param waiting  for what, and how long
     * @param progress told how far it is
     * @param tell     takes a line for stderr
     * @throws MissingServiceException where Redis is to be awaited and can't be asked
     */
    Delivery(CoreDataConfig config, Waiting waiting, Progress progress, Consumer<String> tell) {
        this.progress = progress;
        timeout = waiting.timeout();
        store = waiting.forRedis() ? reached(config) : null;
        stored = store == null ? null : new StoredVersions(store, this::patience);
        stream = PutRecordsClient.open(config.aws(), config.stream());
        sender = new CoreDataSender(
                stream::put,
                waiting.versions(InstantSource.system()),
                patience(),
                () -> ThreadLocalRandom.current().nextDouble(),
                new CoreDataSender.Listener() {
                    @Override
                    public void sending(Map<String, ProgramDocument> programs) {
                        if (stored != null) {
                            stored.compare(programs);
                        }
                    }

                    @Override
                    public void taken(Map<String, Long> versions) {
                        versions.forEach((programId, version) -> sent.merge(programId, version, Math::max));
                        progress.onStream(versions.size());
                    }

                    @Override
                    public void trouble(String why) {
                        tell.accept(config.stream() + " does not take all, trying on: " + why);
                    }
                });
    }

    private static BlockingStore reached(CoreDataConfig config) {
        BlockingStore store = new BlockingStore(config.redis());
        try {
            store.versions(List.of("reached"));
            return store;
        } catch (MissingServiceException e) {
            store.close();
            throw new MissingServiceException(
                    e.getMessage() + System.lineSeparator() + "nothing was sent; --no-wait sends without Redis");
        }
    }

    private Patience patience() {
        return new Patience(
                timeout, System::nanoTime, millis -> LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis)));
    }

    /**
     * Sends a program, perhaps with the next ones.
     *
     * @param program gets a version where it has none
     * @throws MissingServiceException where the stream does not take those before
     */
    void send(ProgramDocument program) {
        sender.add(program);
    }

    /** Sends what remains. */
    void flush() {
        sender.flush();
    }

    /**
     * Sends what remains and waits for Redis where that is wanted.
     *
     * @return what was delivered
     * @throws MissingServiceException where stream or Redis stands still for too long
     */
    Delivered finish() {
        flush();
        if (store == null) {
            return new Delivered(sent, Map.of(), Set.of());
        }
        Map<String, Long> newer = new Arrivals(store::versions, patience(), progress::awaited).await(sent);
        return new Delivered(sent, newer, stored.late());
    }

    @Override
    public void close() {
        stream.close();
        if (store != null) {
            store.close();
        }
    }
}
