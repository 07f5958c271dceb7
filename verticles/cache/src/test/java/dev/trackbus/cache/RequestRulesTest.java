package dev.trackbus.cache;

import static dev.trackbus.cache.CoreData.ID;
import static dev.trackbus.cache.CoreData.request;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trackbus.bus.Lookup;
import dev.trackbus.bus.Program;
import dev.trackbus.bus.Refusal;
import dev.trackbus.bus.Validity;
import dev.trackbus.bus.Verdict;
import org.junit.jupiter.api.Test;

/** The three questions in their order. */
class RequestRulesTest {
    private static Entry known(Lookup state) {
        return new Entry(state, 0, 0);
    }

    @Test
    void doesNotKnowAMissingProgramWhateverTheParameters() {
        assertThat(RequestRules.verdict(known(CoreData.missing(0)), request("checksum", "x"), 0))
                .isEqualTo(Verdict.UNKNOWN);
    }

    @Test
    void refusesAnExpiredProgramBeforeItLooksAtTheParameters() {
        Program expired = CoreData.program(ID, 1, new Validity(true, 0, 9));
        assertThat(RequestRules.verdict(known(new Lookup.Found(expired)), request("checksum", "x"), 10))
                .isEqualTo(new Verdict.Refused(expired, Refusal.EXPIRED, ""));
    }

    @Test
    void refusesAWrongParameterOfAValidProgram() {
        assertThat(RequestRules.verdict(known(CoreData.found(1)), request("checksum", "x"), 0))
                .isEqualTo(new Verdict.Refused(CoreData.program(1), Refusal.CHECKSUM_MISMATCH, "checksum"));
    }

    @Test
    void acceptsWithAVerdictMadeOncePerEntry() {
        Entry known = known(CoreData.found(1));
        assertThat(RequestRules.verdict(known, request(), 0))
                .isEqualTo(new Verdict.Accepted(CoreData.program(1)))
                .isSameAs(RequestRules.verdict(known, request("checksum", "abc123"), 1));
    }
}
