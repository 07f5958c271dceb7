package dev.trackbus.tracker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trackbus.bus.Drained;
import org.junit.jupiter.api.Test;

class BootstrapVerticleTest {
    @Test
    void knowsWhatRemainsOnlyIfTheJournalClosed() {
        assertThat(BootstrapVerticle.remaining(new Drained(0, 2), true)).isEqualTo(new Drained(0, 2));
        assertThat(BootstrapVerticle.remaining(new Drained(7, 0), true)).isEqualTo(new Drained(7, 0));
        assertThat(BootstrapVerticle.remaining(new Drained(0, 2), false)).isEqualTo(new Drained(-1, 2));
    }
}
