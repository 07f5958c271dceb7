package dev.trackbus.cache;

import dev.trackbus.bus.Program;
import dev.trackbus.bus.Refusal;
import dev.trackbus.bus.TrackingRequest;
import dev.trackbus.bus.Verdict;

/**
 * The three questions in their order: does the program exist, is it valid now, is this a valid combination? The first
 * that is answered with no decides.
 */
final class Validation {
    private Validation() {}

    /**
     * The verdict by what is known of the program.
     *
     * @param known what L1 or Redis says of the request's program
     * @param now   milliseconds since 1970, UTC
     */
    static Verdict verdict(Entry known, TrackingRequest request, long now) {
        if (!known.exists()) {
            return Verdict.UNKNOWN;
        }
        Program program = known.accepted().program();
        Refusal refusal = ValidityQuestion.objection(program.validity(), now);
        if (refusal != null) {
            return new Verdict.Refused(program, refusal, "");
        }
        Verdict objection = CombinationQuestion.objection(program, request);
        return objection == null ? known.accepted() : objection;
    }
}
