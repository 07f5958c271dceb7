package dev.trackbus.cache;

import dev.trackbus.bus.Program;
import dev.trackbus.bus.RejectionReason;
import dev.trackbus.bus.TrackingRequest;
import dev.trackbus.bus.ValidationResult;

/**
 * Validation rules in their order: the program exists, it is active now, the parameters match it.
 * The first rule that fails determines the result.
 */
final class RequestRules {
    private RequestRules() {}

    /**
     * The verdict by what is known of the program.
     *
     * @param known what L1 or Redis says of the request's program
     * @param now   milliseconds since 1970, UTC
     */
    static ValidationResult verdict(Entry known, TrackingRequest request, long now) {
        if (!known.exists()) {
            return ValidationResult.UNKNOWN_PROGRAM;
        }
        Program program = known.accepted().program();
        RejectionReason refusal = ValidityRule.violation(program.validity(), now);
        if (refusal != null) {
            return new ValidationResult.Rejected(program, refusal, "");
        }
        ValidationResult violation = ParameterRules.violation(program, request);
        return violation == null ? known.accepted() : violation;
    }
}
