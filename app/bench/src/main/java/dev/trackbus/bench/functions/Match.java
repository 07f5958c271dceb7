package dev.trackbus.bench.functions;

import dev.trackbus.bench.Spread;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * A function and its plain loops in turn, round by round, each in a process of its own that rests while another works: a
 * machine that gets slower slows all. For one thread.
 */
final class Match implements AutoCloseable {
    static final int BATCH = 500;

    private final Store store;
    private final int batches;
    private final List<Contender> contenders = new ArrayList<>();
    private final Map<Contestant, List<Usage>> rounds = new EnumMap<>(Contestant.class);

    /**
     * Starts the contenders.
     *
     * @param store       where they write
     * @param batches     how many make a round
     * @param folder      takes what they print
     * @param contestants the function first
     */
    Match(Store store, int batches, Path folder, List<Contestant> contestants) throws IOException {
        this.store = store;
        this.batches = batches;
        for (Contestant each : contestants) {
            contenders.add(Contender.start(each, store.settings(), folder));
            rounds.put(each, new ArrayList<>());
        }
    }

    /** Fails unless all contenders store the same of the same batch. */
    void requireSameContent() throws IOException {
        byte[] batch = store.batch(BATCH);
        Map<String, Object> expected = Map.of();
        for (Contender each : contenders) {
            store.clear();
            each.run(List.of(batch), BATCH);
            Map<String, Object> content = store.content();
            if (content.size() != BATCH || !expected.isEmpty() && !content.equals(expected)) {
                throw new IOException(each.contestant().title() + " stored something else than the first contender");
            }
            expected = content;
        }
        store.clear();
    }

    /** Rounds that don't count. */
    void warmUp(int count) throws IOException {
        run(count);
        rounds.values().forEach(List::clear);
    }

    /** Rounds that count; each begins with an empty store and ends with a look at what is there. */
    void run(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            store.clear();
            for (Contender each : contenders) {
                rounds.get(each.contestant()).add(each.run(next(), BATCH));
                store.check();
            }
        }
    }

    private List<byte[]> next() {
        List<byte[]> next = new ArrayList<>(batches);
        for (int i = 0; i < batches; i++) {
            next.add(store.batch(BATCH));
        }
        return next;
    }

    Spread spread(Contestant contestant, ToDoubleFunction<Usage> figure) {
        return Spread.of(
                rounds.get(contestant).stream().map(figure::applyAsDouble).toList());
    }

    /** The function's CPU as a multiple of a loop's, pair by pair. */
    Spread ratio(Contestant function, Contestant loop) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < rounds.get(loop).size(); i++) {
            ratios.add(rounds.get(function).get(i).cpuSecondsPer100k()
                    / rounds.get(loop).get(i).cpuSecondsPer100k());
        }
        return Spread.of(ratios);
    }

    @Override
    public void close() {
        contenders.forEach(Contender::close);
    }
}
