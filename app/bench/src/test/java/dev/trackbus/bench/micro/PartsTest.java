package dev.trackbus.bench.micro;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trackbus.bench.journal.JournalAppend;
import io.vertx.core.Future;
import java.io.IOException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** A benchmark that fails in secret is fast. */
class PartsTest {
    @Test
    void asksAsOftenAsItWasTold() {
        AtomicInteger asked = new AtomicInteger();
        try (Loop loop = new Loop()) {
            loop.ask(1_000, () -> Future.succeededFuture(asked.incrementAndGet()));
        }
        Assertions.assertThat(asked).hasValue(1_000);
    }

    @Test
    void failsWhereAnAnswerFails() {
        try (Loop loop = new Loop()) {
            assertThatThrownBy(() -> loop.ask(100, () -> Future.failedFuture("refused")))
                    .isInstanceOf(CompletionException.class)
                    .hasMessageContaining("refused");
        }
    }

    @Test
    void theBusAnswers() {
        BusAsk bench = new BusAsk();
        bench.open();
        assertThatCode(bench::ask).doesNotThrowAnyException();
        bench.close();
    }

    @Test
    void theCacheJudges() {
        JudgedByCache bench = new JudgedByCache();
        bench.open();
        assertThatCode(bench::verdict).doesNotThrowAnyException();
        bench.close();
    }

    @Test
    void kinesisTakesOver() throws IOException {
        AppendedByKinesis bench = new AppendedByKinesis();
        bench.open();
        assertThatCode(bench::append).doesNotThrowAnyException();
        bench.close();
    }

    @Test
    void theJournalTakesOver() throws IOException, InterruptedException {
        JournalAppend bench = new JournalAppend();
        bench.open();
        assertThatCode(bench::append).doesNotThrowAnyException();
        bench.close();
    }
}
