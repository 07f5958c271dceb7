package dev.trackbus.cache;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trackbus.bus.RejectionReason;
import dev.trackbus.bus.Validity;
import org.junit.jupiter.api.Test;

/** When a program takes events; both bounds are inclusive. */
class ValidityRuleTest {
    private static final Validity FROM_10_UNTIL_20 = new Validity(true, 10, 20);

    @Test
    void acceptsTheFirstMillisecond() {
        assertThat(ValidityRule.violation(FROM_10_UNTIL_20, 10)).isNull();
    }

    @Test
    void acceptsTheLastMillisecond() {
        assertThat(ValidityRule.violation(FROM_10_UNTIL_20, 20)).isNull();
    }

    @Test
    void refusesBeforeTheFirstMillisecond() {
        assertThat(ValidityRule.violation(FROM_10_UNTIL_20, 9)).isEqualTo(RejectionReason.NOT_YET_VALID);
    }

    @Test
    void refusesAfterTheLastMillisecond() {
        assertThat(ValidityRule.violation(FROM_10_UNTIL_20, 21)).isEqualTo(RejectionReason.EXPIRED);
    }

    @Test
    void acceptsAnyTimeWithoutBounds() {
        assertThat(ValidityRule.violation(Validity.ALWAYS, 0)).isNull();
    }

    @Test
    void refusesAProgramThatIsSwitchedOffWithinItsBounds() {
        assertThat(ValidityRule.violation(new Validity(false, 10, 20), 15)).isEqualTo(RejectionReason.INACTIVE);
    }

    @Test
    void namesTheSwitchBeforeTheBounds() {
        assertThat(ValidityRule.violation(new Validity(false, 10, 20), 21)).isEqualTo(RejectionReason.INACTIVE);
    }
}
