package dev.trackbus.cache;

import static dev.trackbus.cache.CoreData.ID;
import static dev.trackbus.cache.CoreData.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trackbus.bus.Program;
import dev.trackbus.bus.ProgramLookup;
import dev.trackbus.bus.RejectionReason;
import dev.trackbus.bus.ValidationResult;
import dev.trackbus.bus.Validity;
import org.junit.jupiter.api.Test;

/** The three questions in their order. */
class RequestRulesTest {
    private static Entry known(ProgramLookup state) {
        return new Entry(state, 0, 0);
    }

    @Test
    void doesNotKnowAMissingProgramWhateverTheParameters() {
        assertThat(RequestRules.verdict(known(CoreData.missing(0)), request("checksum", "x"), 0))
                .isEqualTo(ValidationResult.UNKNOWN_PROGRAM);
    }

    @Test
    void refusesAnExpiredProgramBeforeItLooksAtTheParameters() {
        Program expired = CoreData.program(ID, 1, new Validity(true, 0, 9));
        assertThat(RequestRules.verdict(known(new ProgramLookup.Found(expired)), request("checksum", "x"), 10))
                .isEqualTo(new ValidationResult.Rejected(expired, RejectionReason.EXPIRED, ""));
    }

    @Test
    void refusesAWrongParameterOfAValidProgram() {
        assertThat(RequestRules.verdict(known(CoreData.found(1)), request("checksum", "x"), 0))
                .isEqualTo(new ValidationResult.Rejected(
                        CoreData.program(1), RejectionReason.CHECKSUM_MISMATCH, "checksum"));
    }

    @Test
    void acceptsWithAVerdictMadeOncePerEntry() {
        Entry known = known(CoreData.found(1));
        assertThat(RequestRules.verdict(known, request(), 0))
                .isEqualTo(new ValidationResult.Accepted(CoreData.program(1)))
                .isSameAs(RequestRules.verdict(known, request("checksum", "abc123"), 1));
    }
}
