package dev.trackbus.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How the event is found that is to blame for a call which Kinesis called invalid. */
class SuspectsTest {
    private final Suspects suspects = new Suspects();

    private static List<Unconfirmed> events(int count) {
        List<Unconfirmed> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            events.add(new Unconfirmed(i, "k", new byte[1], 0, 0, false));
        }
        return events;
    }

    @Test
    void areSentAgainInHalves() {
        List<Unconfirmed> events = events(5);
        assertThat(suspects.invalid(events, 100)).isFalse();
        assertThat(suspects.nextAt()).isEqualTo(100);
        assertThat(suspects.take()).isEqualTo(events.subList(0, 2));
        assertThat(suspects.take()).isEqualTo(events.subList(2, 5));
        assertThat(suspects.nextAt()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void theNextAreThoseThatAreDueFirst() {
        suspects.add(events(1), 200);
        suspects.add(events(2), 100);
        assertThat(suspects.nextAt()).isEqualTo(100);
        assertThat(suspects.take()).hasSize(2);
    }

    @Test
    void oneIsPoisonWhenItWasInvalidAloneEachTimeAfterAnotherCallHadPassed() {
        List<Unconfirmed> event = events(1);
        assertThat(suspects.invalid(event, 0)).isFalse();
        suspects.passed();
        assertThat(suspects.invalid(event, 0)).isFalse();
        suspects.passed();
        assertThat(suspects.invalid(event, 0)).isTrue();
    }

    @Test
    void nothingIsProvenWhileNothingPasses() {
        List<Unconfirmed> event = events(1);
        for (int i = 0; i < 10; i++) {
            assertThat(suspects.invalid(event, i)).isFalse();
            assertThat(suspects.take()).isEqualTo(event);
        }
        suspects.passed();
        assertThat(suspects.invalid(event, 0)).isFalse();
    }

    @Test
    void areNotDividedIntoMoreThanAFewWhileNothingPasses() {
        for (int i = 0; i < 7; i++) {
            suspects.add(events(1), 1_000);
        }
        List<Unconfirmed> events = events(2);
        suspects.invalid(events, 1);
        assertThat(suspects.take()).hasSize(1);
        suspects.add(events(1), 1_000);
        suspects.invalid(events, 2);
        assertThat(suspects.take()).hasSize(1);
        assertThat(suspects.take()).isEqualTo(events);
    }

    @Test
    void areDividedOnWhenAnotherCallHasPassedSinceTheyWereAccused() {
        for (int i = 0; i < 8; i++) {
            suspects.add(events(1), 1_000);
        }
        List<Unconfirmed> events = events(2);
        suspects.invalid(events, 1);
        assertThat(suspects.take()).isEqualTo(events);
        suspects.passed();
        suspects.invalid(events, 1);
        assertThat(suspects.take()).hasSize(1);
        assertThat(suspects.take()).hasSize(1);
        assertThat(events).allMatch(event -> event.suspicions() == 0);
    }
}
