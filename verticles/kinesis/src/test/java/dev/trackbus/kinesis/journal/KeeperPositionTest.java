package dev.trackbus.kinesis.journal;

import static dev.trackbus.kinesis.journal.OpenKeeper.leave;
import static dev.trackbus.kinesis.journal.OpenKeeper.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a keeper does when events are confirmed. */
class KeeperPositionTest {
    private final FakeDisk disk = new FakeDisk(42);

    private OpenKeeper start(boolean forced) throws IOException {
        return new OpenKeeper(disk, forced).start();
    }

    @Test
    void putsDownWhatIsConfirmedAndTellsTheReader() throws IOException {
        leave(disk, 0, 10, 10);
        try (OpenKeeper open = start(false)) {
            open.giveUntil(10);
            open.awaitSleep();
            int before = open.told.get();
            open.confirm(7);
            soon().until(() -> open.told.get() > before);
            assertThat(Position.peek(disk)).isEqualTo(7);
        }
    }

    @Test
    void doesNotPutDownAgainWhatStandsOnTheDisk() throws IOException {
        leave(disk, 0, 10, 10);
        try (OpenKeeper open = start(false)) {
            open.confirm(7);
            disk.fail(FakeDisk.Call.WRITE);
            open.awaitLook();
            open.awaitSleep();
            assertThat(open.keeper.fault()).isEmpty();
        }
    }

    @Test
    void isNotWokenByWhatIsConfirmedAlready() throws IOException {
        leave(disk, 0, 10, 10);
        try (OpenKeeper open = start(false)) {
            open.confirm(7);
            open.awaitSleep();
            int looks = open.looks.get();
            open.keeper.confirm(7);
            open.keeper.confirm(6);
            open.awaitSleep();
            assertThat(open.looks).hasValue(looks);
        }
    }

    @Test
    void removesNoSegmentBeforeThePositionIsForced() throws IOException {
        leave(disk, 0, 10, 10);
        leave(disk, 10, 10, 10);
        try (OpenKeeper open = start(false)) {
            open.giveUntil(20);
            open.segments.all().forEach(segment -> segment.forced(true));
            disk.fail(FakeDisk.Call.FORCE);
            open.keeper.confirm(10);
            open.awaitFault("journal's position can't be put down");
            assertThat(disk.segments()).hasSize(2);
        }
    }

    @Test
    void aPositionIsNotForcedHoweverFarItGoesWhereAppendsAreNot() throws IOException {
        try (OpenKeeper open = start(false)) {
            disk.fail(FakeDisk.Call.FORCE);
            open.confirm(50_000);
            assertThat(open.keeper.fault()).isEmpty();
        }
    }

    @Test
    void aPositionIsForcedWhenItHasGoneOnFarEnoughWhereAppendsAre() throws IOException {
        leave(disk, 0, 10, 10);
        try (OpenKeeper open = start(true)) {
            disk.fail(FakeDisk.Call.FORCE);
            open.confirm(10_000);
            open.keeper.confirm(10_001);
            open.awaitFault("journal's position can't be put down");
            open.awaitLook();
            open.awaitSleep();
            assertThat(open.keeper.fault()).startsWith("journal's position can't be put down");
            assertThat(open.keeper.durableBefore()).isEqualTo(10_000);
            disk.heal();
            open.keeper.wake();
            soon().until(() -> open.keeper.durableBefore() == 10_001);
            open.confirm(20_002);
            disk.fail(FakeDisk.Call.FORCE);
            open.confirm(30_002);
        }
    }

    @Test
    void thePositionIsPutDownThoughNothingCanBeRead() throws IOException {
        leave(disk, 0, 10, 10);
        try (OpenKeeper open = new OpenKeeper(disk, false)) {
            disk.fail(FakeDisk.Call.READ);
            open.start().awaitFault("journal can't be read");
            open.confirm(4);
            assertThat(open.keeper.fault()).startsWith("journal can't be read");
        }
    }

    @Test
    void removesASegmentThatLiesBeforeThePosition() throws IOException {
        leave(disk, 0, 10, 10);
        leave(disk, 10, 10, 10);
        try (OpenKeeper open = start(false)) {
            open.giveUntil(20);
            open.confirm(9);
            open.awaitLook();
            assertThat(disk.segments()).hasSize(2);
            open.confirm(10);
            soon().until(() -> disk.segments().equals(List.of("000000000000000a.segment")));
            soon().until(() -> open.segments.bytes() == disk.content("000000000000000a.segment").length);
        }
    }

    @Test
    void closingPutsDownForGoodWhatWasConfirmedLast() throws IOException {
        leave(disk, 0, 10, 10);
        try (OpenKeeper open = new OpenKeeper(disk, false)) {
            disk.forceNames();
            open.keeper.confirm(5);
        }
        for (int i = 0; i < 20; i++) {
            assertThat(Position.peek(disk.afterPowerLoss())).isEqualTo(5);
        }
    }

    @Test
    void closingWritesNoPositionThatStandsOnTheDisk() throws Exception {
        leave(disk, 0, 10, 10);
        OpenKeeper open = new OpenKeeper(disk, false);
        disk.fail(FakeDisk.Call.WRITE);
        assertThatCode(open.keeper::close).doesNotThrowAnyException();
    }

    @Test
    void whatIsConfirmedBeforeItIsReadIsNotGivenAndIsNoBacklog() throws IOException {
        leave(disk, 0, 10, 10);
        try (OpenKeeper open = new OpenKeeper(disk, false)) {
            assertThat(open.backlog.bytes()).isPositive();
            open.keeper.confirm(10);
            open.start().giveUntil(10);
            assertThat(open.given).isEmpty();
            assertThat(open.backlog.bytes()).isZero();
        }
    }

    @Test
    void theBacklogShrinksByWhatIsConfirmed() throws IOException {
        leave(disk, 0, 300, 1_000);
        try (OpenKeeper open = start(false)) {
            open.giveUntil(300);
            assertThat(open.backlog.bytes()).isEqualTo(open.segments.bytes());
            assertThat(open.backlog.oldestAppendedAt()).isEqualTo(1_000);
            open.keeper.confirm(100);
            assertThat(open.backlog.bytes()).isBetween(200_000L, 300_000L);
            open.keeper.confirm(300);
            assertThat(open.backlog.bytes()).isZero();
        }
    }
}
