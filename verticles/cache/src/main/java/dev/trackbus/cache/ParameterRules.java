package dev.trackbus.cache;

import com.google.common.primitives.Ints;
import dev.trackbus.bus.EventType;
import dev.trackbus.bus.Parameters;
import dev.trackbus.bus.Program;
import dev.trackbus.bus.RejectionReason;
import dev.trackbus.bus.TrackingRequest;
import dev.trackbus.bus.ValidationResult.Rejected;

/** Rules that the request's type and parameters match the program. */
final class ParameterRules {
    private static final String TYPE = "type";
    private static final String CUSTOMER_ID = "customerId";
    private static final String CHECKSUM = "checksum";

    private ParameterRules() {}

    /**
     * The first thing that does not fit.
     *
     * @return null where all fits
     */
    static Rejected violation(Program program, TrackingRequest request) {
        Parameters parameters = request.parameters();
        if (request.type() == EventType.UNKNOWN) {
            return new Rejected(program, RejectionReason.UNKNOWN_TYPE, TYPE);
        }
        String customerId = parameters.get(CUSTOMER_ID);
        if (customerId != null && !isNumber(customerId, program.customer().id())) {
            return new Rejected(program, RejectionReason.CUSTOMER_MISMATCH, CUSTOMER_ID);
        }
        String checksum = parameters.get(CHECKSUM);
        if (checksum != null && !checksum.equals(program.checksum())) {
            return new Rejected(program, RejectionReason.CHECKSUM_MISMATCH, CHECKSUM);
        }
        String missing = program.requires().firstMissingIn(parameters);
        return missing == null ? null : new Rejected(program, RejectionReason.MISSING_PARAMETER, missing);
    }

    private static boolean isNumber(String text, int number) {
        Integer parsed = Ints.tryParse(text);
        return parsed != null && parsed == number;
    }
}
