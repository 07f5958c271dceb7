package dev.trackbus.kinesis.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Limits of the window, and its confirmed prefix. */
class InFlightWindowTest {
    private final InFlightWindow window = new InFlightWindow(3);

    private InFlightRecord add(long sequence, int bytes) {
        InFlightRecord event = new InFlightRecord(sequence, "k", new byte[bytes - 1], 0, 0, false);
        event.send();
        window.add(event);
        return event;
    }

    @Test
    void hasRoomForAsManyEventsAsItMayHave() {
        add(0, 10);
        add(1, 10);
        assertThat(window.hasRoom(0)).isTrue();
        add(2, 10);
        assertThat(window.hasRoom(0)).isFalse();
    }

    @Test
    void countsWhatIsConfirmedAndNotYetOnTheDisk() {
        add(0, 10).confirm();
        add(1, 10).confirm();
        assertThat(window.advance(2)).isEqualTo(2);
        assertThat(window.hasRoom(0)).isTrue();
        add(2, 10);
        assertThat(window.hasRoom(0)).isFalse();
        assertThat(window.hasRoom(1)).isTrue();
        assertThat(window.hasRoom(100)).isTrue();
    }

    @Test
    void boundsTheBytesOnTheHeap() {
        InFlightRecord large = add(0, (32 << 20) - 201);
        assertThat(window.hasRoom(0)).isTrue();
        add(1, 1);
        assertThat(window.hasRoom(0)).isFalse();
        large.confirm();
        window.advance(2);
        assertThat(window.hasRoom(1)).isTrue();
    }

    @Test
    void passesOverWhatIsConfirmedAtItsFrontOnly() {
        InFlightRecord first = add(4, 10);
        add(6, 10).confirm();
        assertThat(window.advance(9)).isZero();
        assertThat(window.isConfirmed(4)).isFalse();
        assertThat(window.isConfirmed(6)).isTrue();
        first.confirm();
        assertThat(window.isConfirmed(4)).isTrue();
        add(8, 10);
        assertThat(window.advance(9)).isEqualTo(7);
        assertThat(window.isConfirmed(6)).isTrue();
        assertThat(window.isConfirmed(7)).isFalse();
    }

    @Test
    void knowsWhichOfManyEventsAreConfirmed() {
        InFlightWindow large = new InFlightWindow(5_000);
        for (int i = 0; i < 4_000; i++) {
            InFlightRecord event = new InFlightRecord(i, "k", new byte[1], 0, 0, false);
            event.send();
            large.add(event);
            if (i < 100 || i % 3 == 0) {
                event.confirm();
            }
            large.advance(i + 1);
        }
        for (int i = 0; i < 4_000; i++) {
            assertThat(large.isConfirmed(i)).isEqualTo(i < 100 || i % 3 == 0);
        }
    }

    @Test
    void passesOverNumbersThatNoEventHasWhenNothingIsLeft() {
        add(4, 10).confirm();
        assertThat(window.advance(9)).isEqualTo(9);
        assertThat(window.advance(3)).isEqualTo(9);
    }
}
