package dev.trackbus.kinesis.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Checkpoint file. */
class CheckpointTest {
    private static final int SIZE = 8_192;

    private final FakeDisk disk = new FakeDisk(42);

    private int size() {
        return disk.content(Checkpoint.NAME).length;
    }

    @Test
    void isZeroWithoutAFile() throws IOException {
        assertThat(Checkpoint.peek(disk)).isZero();
        assertThat(Checkpoint.open(disk).confirmedBefore()).isZero();
    }

    @Test
    void hasItsSizeForGoodFromTheFirstStart() throws IOException {
        Checkpoint.open(disk).close();
        disk.forceNames();
        for (int i = 0; i < 20; i++) {
            assertThat(disk.afterPowerLoss().content(Checkpoint.NAME)).hasSize(SIZE);
        }
    }

    @Test
    void getsItsSizeWhereItWasCutShort() throws IOException {
        disk.put(Checkpoint.NAME, new byte[5_000]);
        Checkpoint.open(disk);
        assertThat(size()).isEqualTo(SIZE);
    }

    @Test
    void isNotForcedAgainWhenItIsOpened() throws IOException {
        Checkpoint.open(disk).close();
        disk.fail(FakeDisk.Call.FORCE);
        assertThatCode(() -> Checkpoint.open(disk).close()).doesNotThrowAnyException();
    }

    @Test
    void returnsTheLastCheckpointAndKeepsItsSize() throws IOException {
        Checkpoint position = Checkpoint.open(disk);
        for (long before = 1; before <= 5; before++) {
            position.write(before * 10);
            assertThat(position.confirmedBefore()).isEqualTo(before * 10);
            assertThat(Checkpoint.peek(disk)).isEqualTo(before * 10);
        }
        assertThat(size()).isEqualTo(SIZE);
    }

    @Test
    void continuesWithTheOlderSlot() throws IOException {
        Checkpoint position = Checkpoint.open(disk);
        position.write(7);
        position.close();
        Checkpoint.open(disk).write(8);
        byte[] content = disk.content(Checkpoint.NAME);
        content[5] ^= 1;
        disk.put(Checkpoint.NAME, content);
        assertThat(Checkpoint.peek(disk)).isEqualTo(7);
    }

    @Test
    void eachByteOfASlotCounts() throws IOException {
        Checkpoint.open(disk).write(7);
        byte[] whole = disk.content(Checkpoint.NAME);
        for (int at = 0; at < 24; at++) {
            byte[] corrupt = whole.clone();
            corrupt[SIZE / 2 + at] ^= 1;
            disk.put(Checkpoint.NAME, corrupt);
            assertThat(Checkpoint.peek(disk)).as("byte %d", at).isZero();
        }
    }

    @Test
    void noPositionIsNegative() throws IOException {
        Checkpoint.open(disk).write(-1);
        assertThat(Checkpoint.peek(disk)).isZero();
    }

    @Test
    void noFileStaysOpenThatCannotBeRead() {
        disk.fail(FakeDisk.Call.READ);
        assertThatThrownBy(() -> Checkpoint.open(disk)).isInstanceOf(IOException.class);
        assertThat(disk.opened()).isZero();
    }
}
