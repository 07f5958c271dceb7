package dev.trackbus.bench.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A comparison is one only where both sides do the same work: real stores, the functions' packaged jars. */
class FunctionsIT {
    @TempDir
    private Path folder;

    @Test
    void theEventConsumerAndItsLoopStoreTheSameItems() throws Exception {
        try (EventStore store = new EventStore();
                Match match =
                        new Match(store, 1, folder, List.of(Contestant.EVENT_CONSUMER, Contestant.PLAIN_EVENTS))) {
            assertThatCode(match::requireSameContent).doesNotThrowAnyException();
        }
    }

    @Test
    void theUpdaterAndItsLoopsStoreTheSameHashes() throws Exception {
        List<Contestant> all =
                List.of(Contestant.CORE_DATA_UPDATER, Contestant.PLAIN_PROGRAMS, Contestant.PIPELINED_PROGRAMS);
        try (ProgramStore store = new ProgramStore();
                Match match = new Match(store, 1, folder, all)) {
            assertThatCode(match::requireSameContent).doesNotThrowAnyException();
            match.run(1);

            assertThat(match.spread(Contestant.CORE_DATA_UPDATER, Usage::recordsPerSecond)
                            .least())
                    .isPositive();
        }
    }
}
