package dev.trackbus.http;

import dev.trackbus.bus.Appended;
import dev.trackbus.bus.Bus;
import dev.trackbus.bus.CacheContract;
import dev.trackbus.bus.FailureException;
import dev.trackbus.bus.RejectionReason;
import dev.trackbus.bus.RequestReply;
import dev.trackbus.bus.TrackingEvent;
import dev.trackbus.bus.TrackingRequest;
import dev.trackbus.bus.ValidationResult;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Processor of valid tracking requests: has each validated by the cache, its event appended to the journal, and completes
 * the call. An accepted request is answered only when its event is in the journal. A rejected one does not wait for its
 * event. On the event loop.
 */
final class TrackingHandler {
    private static final Logger LOG = LoggerFactory.getLogger(TrackingHandler.class);
    private static final double LOGGED_PER_SECOND = 1.0 / 60;

    private final Bus bus;
    private final RequestReply<TrackingEvent, Appended> append;
    private final RefusedEvents refusedEvents;
    private final TokenBucket defectsLogged;

    TrackingHandler(
            Bus bus, RequestReply<TrackingEvent, Appended> append, RefusedEvents refusedEvents, InstantSource clock) {
        this.bus = bus;
        this.append = append;
        this.refusedEvents = refusedEvents;
        this.defectsLogged = new TokenBucket(LOGGED_PER_SECOND, clock);
    }

    /** Processes a request. The call is completed later, on this event loop. */
    void process(TrackingCall call, TrackingRequest request) {
        bus.request(CacheContract.VALIDATE, request).onComplete((verdict, fault) -> {
            if (fault == null) {
                validated(call, request, verdict);
            } else {
                failed(call, request.messageId(), fault);
            }
        });
    }

    private void validated(TrackingCall call, TrackingRequest request, ValidationResult verdict) {
        try {
            verdict.fold(
                    is -> accept(call, request, is),
                    is -> refuse(call, request, is, is.reason(), is.parameter()),
                    is -> refuse(call, request, is, RejectionReason.UNKNOWN_PROGRAM, ""));
        } catch (RuntimeException e) {
            failed(call, request.messageId(), e);
        }
    }

    private Void accept(TrackingCall call, TrackingRequest request, ValidationResult.Accepted verdict) {
        bus.request(append, new TrackingEvent(request, verdict)).onComplete((appended, fault) -> {
            if (fault == null) {
                appended(call, request, verdict);
            } else {
                failed(call, request.messageId(), fault);
            }
        });
        return null;
    }

    private void appended(TrackingCall call, TrackingRequest request, ValidationResult.Accepted verdict) {
        try {
            call.complete(new Outcome.Accepted(request, verdict.program()));
        } catch (RuntimeException e) {
            failed(call, request.messageId(), e);
        }
    }

    private Void refuse(
            TrackingCall call,
            TrackingRequest request,
            ValidationResult verdict,
            RejectionReason reason,
            String parameter) {
        refusedEvents.offer(new TrackingEvent(request, verdict), reason);
        call.complete(new Outcome.Rejected(reason, parameter, request.messageId()));
        return null;
    }

    /** Completes the call with the problem of a fault. The id is empty if the request has none yet. */
    void failed(TrackingCall call, String messageId, Throwable failure) {
        call.problem(Problem.about(codeOf(failure), "", messageId));
    }

    private ProblemCode codeOf(Throwable failure) {
        if (failure instanceof FailureException expected) {
            return ProblemCode.of(expected.failure());
        }
        if (defectsLogged.tryTake()) {
            LOG.error("Cannot answer a tracking request because of a defect", failure);
        }
        return ProblemCode.INTERNAL_ERROR;
    }
}
