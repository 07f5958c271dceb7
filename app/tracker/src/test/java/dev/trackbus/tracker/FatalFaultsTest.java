package dev.trackbus.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FatalFaultsTest {
    private final List<Integer> exits = new ArrayList<>();
    private final FatalFaults faults = new FatalFaults(exits::add);

    @Test
    void aThreadThatDiesEndsTheProcess() throws InterruptedException {
        Thread writer = new Thread(() -> {
            throw new IllegalStateException("defect");
        });
        writer.setUncaughtExceptionHandler(faults);
        writer.start();
        writer.join();

        assertThat(exits).containsExactly(70);
    }

    @Test
    void aLackOfMemoryEndsTheProcessThoughItsThreadGoesOn() {
        faults.unhandled(new OutOfMemoryError("Java heap space"));

        assertThat(exits).containsExactly(70);
    }

    @Test
    void whatARequestCanBringAboutDoesNot() {
        faults.unhandled(new IllegalStateException("defect"));
        faults.unhandled(new StackOverflowError());

        assertThat(exits).isEmpty();
    }
}
