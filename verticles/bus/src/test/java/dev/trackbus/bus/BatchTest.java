package dev.trackbus.bus;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BatchTest {
    @Test
    void countsPayloadsAndKeys() {
        Batch batch = new Batch.Builder()
                .add(5, "key-a", new byte[9])
                .add(6, "key-bb", new byte[0])
                .build();

        assertThat(batch.bytes()).isEqualTo(20);
    }

    @Test
    void isEmptyWithoutRecords() {
        assertThat(new Batch.Builder().build()).isSameAs(Batch.EMPTY);
        assertThat(Batch.EMPTY.size()).isZero();
    }

    @Test
    void handsOutCopiesOfAPayload() {
        Samples.BATCH.payload(1)[0] = 7;
        assertThat(Samples.BATCH.payload(1)).isEqualTo(new byte[] {0, -1});
    }

    @Test
    void keepsWhatARejectedRecordWasAndWhy() {
        Batch rejected = new Batch.Builder()
                .addRejected(Samples.BATCH, 0, "InternalFailure")
                .build();

        assertThat(rejected.sequence(0)).isEqualTo(5);
        assertThat(rejected.partitionKey(0)).isEqualTo("key-a");
        assertThat(rejected.payload(0)).isEqualTo(Samples.BATCH.payload(0));
        assertThat(rejected.error(0)).isEqualTo("InternalFailure");
        assertThat(Samples.BATCH.error(0)).isEmpty();
    }
}
