package dev.trackbus.http;

import dev.trackbus.bus.Program;
import dev.trackbus.bus.RejectionReason;
import dev.trackbus.bus.TrackingRequest;

/** Outcome of a tracking request, independent of how its route renders it. Immutable. */
sealed interface Outcome {
    /**
     * The request is valid and its event is in the journal.
     *
     * @param request the request
     * @param program its program
     */
    record Accepted(TrackingRequest request, Program program) implements Outcome {}

    /**
     * The program, or its absence, rejects the request.
     *
     * @param reason    why
     * @param parameter name of the invalid or missing parameter, empty if the reason is not about one
     * @param messageId id of the request
     */
    record Rejected(RejectionReason reason, String parameter, String messageId) implements Outcome {}

    /**
     * The request is malformed, or its event could not be stored: the status of the problem says which.
     *
     * @param problem why
     */
    record Failed(Problem problem) implements Outcome {}
}
