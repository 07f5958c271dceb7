package dev.trackbus.kinesis.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Time at which a batch is ready. */
class BatchBuilderTest {
    private final BatchBuilder batch = new BatchBuilder(20);

    private void add(int bytes, long now) {
        batch.add(new InFlightRecord(0, "k", new byte[bytes - 1], 0, 0, false), now);
    }

    @Test
    void isNeverReadyWhileEmpty() {
        assertThat(batch.readyAt()).isEqualTo(Long.MAX_VALUE);
        assertThat(batch.isReady(1_000_000)).isFalse();
    }

    @Test
    void isReadyWhenItsFirstRecordHasLingered() {
        add(10, 100);
        add(10, 110);
        assertThat(batch.readyAt()).isEqualTo(120);
        assertThat(batch.isReady(119)).isFalse();
        assertThat(batch.isReady(120)).isTrue();
    }

    @Test
    void isReadyAtOnceWithTheMostRecordsOfACall() {
        for (int i = 1; i < BatchBuilder.MAX_RECORDS; i++) {
            add(10, 100);
        }
        assertThat(batch.isFull()).isFalse();
        add(10, 105);
        assertThat(batch.isFull()).isTrue();
        assertThat(batch.readyAt()).isEqualTo(100);
    }

    @Test
    void isReadyAtOnceWithEnoughBytes() {
        add((int) BatchBuilder.ENOUGH_BYTES, 100);
        assertThat(batch.isFull()).isFalse();
        add(1, 100);
        assertThat(batch.isFull()).isTrue();
    }

    @Test
    void isEmptyWhenItIsTaken() {
        add((int) BatchBuilder.ENOUGH_BYTES, 100);
        assertThat(batch.take()).hasSize(1);
        assertThat(batch.size()).isZero();
        add(1, 200);
        assertThat(batch.isFull()).isFalse();
        assertThat(batch.readyAt()).isEqualTo(220);
    }

    @Test
    void usesTheLingerThatIsSetLast() {
        add(10, 100);
        batch.linger(0);
        assertThat(batch.readyAt()).isEqualTo(100);
    }
}
