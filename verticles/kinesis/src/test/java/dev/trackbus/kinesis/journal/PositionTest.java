package dev.trackbus.kinesis.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The file that says up to where all is confirmed. */
class PositionTest {
    private static final int SIZE = 8_192;

    private final FakeDisk disk = new FakeDisk(42);

    private int size() {
        return disk.content(Position.NAME).length;
    }

    @Test
    void isZeroWhereThereIsNone() throws IOException {
        assertThat(Position.peek(disk)).isZero();
        assertThat(Position.open(disk).confirmedBefore()).isZero();
    }

    @Test
    void hasItsSizeForGoodFromTheFirstStart() throws IOException {
        Position.open(disk).close();
        disk.forceNames();
        for (int i = 0; i < 20; i++) {
            assertThat(disk.afterPowerLoss().content(Position.NAME)).hasSize(SIZE);
        }
    }

    @Test
    void getsItsSizeWhereItWasCutShort() throws IOException {
        disk.put(Position.NAME, new byte[5_000]);
        Position.open(disk);
        assertThat(size()).isEqualTo(SIZE);
    }

    @Test
    void isNotForcedAgainWhenItIsOpened() throws IOException {
        Position.open(disk).close();
        disk.fail(FakeDisk.Call.FORCE);
        assertThatCode(() -> Position.open(disk).close()).doesNotThrowAnyException();
    }

    @Test
    void saysWhatWasWrittenLastHoweverOftenAndKeepsItsSize() throws IOException {
        Position position = Position.open(disk);
        for (long before = 1; before <= 5; before++) {
            position.write(before * 10);
            assertThat(position.confirmedBefore()).isEqualTo(before * 10);
            assertThat(Position.peek(disk)).isEqualTo(before * 10);
        }
        assertThat(size()).isEqualTo(SIZE);
    }

    @Test
    void goesOnWithTheSlotThatWasNotWrittenLast() throws IOException {
        Position position = Position.open(disk);
        position.write(7);
        position.close();
        Position.open(disk).write(8);
        byte[] content = disk.content(Position.NAME);
        content[5] ^= 1;
        disk.put(Position.NAME, content);
        assertThat(Position.peek(disk)).isEqualTo(7);
    }

    @Test
    void eachByteOfASlotCounts() throws IOException {
        Position.open(disk).write(7);
        byte[] whole = disk.content(Position.NAME);
        for (int at = 0; at < 24; at++) {
            byte[] damaged = whole.clone();
            damaged[SIZE / 2 + at] ^= 1;
            disk.put(Position.NAME, damaged);
            assertThat(Position.peek(disk)).as("byte %d", at).isZero();
        }
    }

    @Test
    void noPositionIsNegative() throws IOException {
        Position.open(disk).write(-1);
        assertThat(Position.peek(disk)).isZero();
    }

    @Test
    void noFileStaysOpenThatCannotBeRead() {
        disk.fail(FakeDisk.Call.READ);
        assertThatThrownBy(() -> Position.open(disk)).isInstanceOf(IOException.class);
        assertThat(disk.opened()).isZero();
    }
}
