package dev.trackbus.cache;

import static dev.trackbus.cache.CoreData.ID;
import static dev.trackbus.cache.CoreData.request;
import static dev.trackbus.cache.CoreData.requestFor;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trackbus.bus.EventType;
import dev.trackbus.bus.Program;
import dev.trackbus.bus.RejectionReason;
import dev.trackbus.bus.TrackingRequest;
import dev.trackbus.bus.ValidationResult.Rejected;
import dev.trackbus.bus.Validity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which parameters fit a program of customer 17 with checksum abc123. */
class ParameterRulesTest {
    private static final Program PROGRAM = CoreData.program(1);
    private static final Program DEMANDING = CoreData.program(ID, 1, Validity.ALWAYS, "site", "zone");

    private static Rejected violation(TrackingRequest request) {
        return ParameterRules.violation(PROGRAM, request);
    }

    @ParameterizedTest
    @EnumSource(names = "UNKNOWN", mode = EnumSource.Mode.EXCLUDE)
    void acceptsEveryKnownTypeWithoutParameters(EventType type) {
        assertThat(violation(requestFor(ID, type))).isNull();
    }

    @Test
    void refusesAnUnknownType() {
        assertThat(violation(requestFor(ID, EventType.UNKNOWN, "type", "view")))
                .isEqualTo(new Rejected(PROGRAM, RejectionReason.UNKNOWN_TYPE, "type"));
    }

    @Test
    void acceptsTheProgramsOwnCustomerAndChecksum() {
        assertThat(violation(request("customerId", "17", "checksum", "abc123"))).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"18", "-17", "", "17.0", "17a", " 17", "0x11", "4294967313", "17 "})
    void refusesACustomerThatIsNoSuchInteger(String customerId) {
        assertThat(violation(request("customerId", customerId)))
                .isEqualTo(new Rejected(PROGRAM, RejectionReason.CUSTOMER_MISMATCH, "customerId"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc124", "ABC123", ""})
    void refusesAChecksumThatIsNotTheProgramsOwn(String checksum) {
        assertThat(violation(request("checksum", checksum)))
                .isEqualTo(new Rejected(PROGRAM, RejectionReason.CHECKSUM_MISMATCH, "checksum"));
    }

    @Test
    void acceptsForeignParameters() {
        assertThat(violation(request("colour", "red"))).isNull();
    }

    @Test
    void acceptsARequestWithAllRequiredParameters() {
        assertThat(ParameterRules.violation(DEMANDING, request("zone", "1", "site", "")))
                .isNull();
    }

    @Test
    void namesTheFirstRequiredParameterThatIsMissing() {
        assertThat(ParameterRules.violation(DEMANDING, request("site", "1")))
                .isEqualTo(new Rejected(DEMANDING, RejectionReason.MISSING_PARAMETER, "zone"));
    }

    @Test
    void namesTypeThenCustomerThenChecksumThenTheMissing() {
        String[] wrong = {"customerId", "1", "checksum", "x"};
        assertThat(ParameterRules.violation(DEMANDING, requestFor(ID, EventType.UNKNOWN, wrong))
                        .reason())
                .isEqualTo(RejectionReason.UNKNOWN_TYPE);
        assertThat(ParameterRules.violation(DEMANDING, request(wrong)).reason())
                .isEqualTo(RejectionReason.CUSTOMER_MISMATCH);
        assertThat(ParameterRules.violation(DEMANDING, request("checksum", "x")).reason())
                .isEqualTo(RejectionReason.CHECKSUM_MISMATCH);
    }
}
