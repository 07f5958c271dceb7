package dev.trackbus.kinesis.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** States of a record and the changes between them. */
class RecordStateTest {
    private static InFlightRecord record(boolean again) {
        return new InFlightRecord(7, "k", new byte[1], 0, 0, again);
    }

    @ParameterizedTest
    @CsvSource({
        "BATCHED, IN_FLIGHT",
        "IN_FLIGHT, RETRYING SUSPECT CONFIRMED",
        "RETRYING, BATCHED RETRYING MOVING",
        "SUSPECT, IN_FLIGHT SUSPECT CONFIRMED",
        "MOVING, RETRYING CONFIRMED",
        "CONFIRMED, ''"
    })
    void allowsTheseChangesAndNoOthers(RecordState from, String to) {
        assertThat(Arrays.stream(RecordState.values())
                        .filter(from::canBecome)
                        .map(RecordState::name)
                        .sorted())
                .containsExactlyElementsOf(Arrays.stream(to.split(" "))
                        .filter(each -> !each.isEmpty())
                        .sorted()
                        .toList());
    }

    @Test
    void startsInTheBatchAndACopyStartsWaiting() {
        assertThat(record(false).state()).isEqualTo(RecordState.BATCHED);
        assertThat(record(true).state()).isEqualTo(RecordState.RETRYING);
    }

    @Test
    void countsACopyAsSentBefore() {
        InFlightRecord first = record(false);
        assertThat(first.send()).isFalse();
        first.retry(1);
        first.batch();
        assertThat(first.send()).isTrue();
        InFlightRecord copy = record(true);
        copy.batch();
        assertThat(copy.send()).isTrue();
    }

    @Test
    void namesTheRecordAndBothStatesOfAnIllegalChange() {
        assertThatThrownBy(() -> record(false).confirm())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("record 7 is BATCHED and cannot become CONFIRMED");
    }
}
