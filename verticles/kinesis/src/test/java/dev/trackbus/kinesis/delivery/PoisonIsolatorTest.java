package dev.trackbus.kinesis.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Isolation of the invalid record in a call. */
class PoisonIsolatorTest {
    private final PoisonIsolator isolator = new PoisonIsolator();

    private static List<InFlightRecord> events(int count) {
        List<InFlightRecord> events = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            InFlightRecord event = new InFlightRecord(i, "k", new byte[1], 0, 0, false);
            event.send();
            events.add(event);
        }
        return events;
    }

    @Test
    void sendsSuspectsAgainInHalves() {
        List<InFlightRecord> events = events(5);
        assertThat(isolator.invalid(events, 100)).isFalse();
        assertThat(isolator.nextAt()).isEqualTo(100);
        assertThat(isolator.take()).isEqualTo(events.subList(0, 2));
        assertThat(isolator.take()).isEqualTo(events.subList(2, 5));
        assertThat(isolator.nextAt()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void returnsTheSuspectsThatAreDueFirst() {
        isolator.add(events(1), 200);
        isolator.add(events(2), 100);
        assertThat(isolator.nextAt()).isEqualTo(100);
        assertThat(isolator.take()).hasSize(2);
    }

    @Test
    void isPoisonWhenInvalidAloneWhileOtherCallsPass() {
        List<InFlightRecord> event = events(1);
        assertThat(isolator.invalid(event, 0)).isFalse();
        isolator.passed();
        assertThat(isolator.invalid(event, 0)).isFalse();
        isolator.passed();
        assertThat(isolator.invalid(event, 0)).isTrue();
    }

    @Test
    void provesNothingWhileNoCallIsAccepted() {
        List<InFlightRecord> event = events(1);
        for (int i = 0; i < 10; i++) {
            assertThat(isolator.invalid(event, i)).isFalse();
            assertThat(isolator.take()).isEqualTo(event);
        }
        isolator.passed();
        assertThat(isolator.invalid(event, 0)).isFalse();
    }

    @Test
    void limitsGroupsWhileNoCallIsAccepted() {
        for (int i = 0; i < 7; i++) {
            isolator.add(events(1), 1_000);
        }
        List<InFlightRecord> events = events(2);
        isolator.invalid(events, 1);
        assertThat(isolator.take()).hasSize(1);
        isolator.add(events(1), 1_000);
        isolator.invalid(events, 2);
        assertThat(isolator.take()).hasSize(1);
        assertThat(isolator.take()).isEqualTo(events);
    }

    @Test
    void dividesFurtherAfterAnotherCallWasAccepted() {
        for (int i = 0; i < 8; i++) {
            isolator.add(events(1), 1_000);
        }
        List<InFlightRecord> events = events(2);
        isolator.invalid(events, 1);
        assertThat(isolator.take()).isEqualTo(events);
        isolator.passed();
        isolator.invalid(events, 1);
        assertThat(isolator.take()).hasSize(1);
        assertThat(isolator.take()).hasSize(1);
        assertThat(events).allMatch(event -> event.suspicions() == 0);
    }
}
