package dev.trackbus.bus;

import io.vertx.core.eventbus.ReplyException;
import java.util.List;

/** Why a question got no answer. A miss or a refusal is an answer; only a fault is one of these. */
public enum Failure {
    /** What the answer needs can't be reached now: a connection is down, or nobody serves the address. */
    UNAVAILABLE,
    /** No answer within the question's deadline; the work may still be done later. */
    TIMED_OUT,
    /** A bound is reached (buffer, flights): ask again later. */
    OVERLOADED,
    /** The question can't be understood, or the answering verticle has a defect. */
    INTERNAL;

    private static final List<Failure> BY_CODE = List.of(values());

    static Failure of(Throwable fault) {
        if (fault instanceof FailureException failed) {
            return failed.failure();
        }
        if (fault instanceof ReplyException reply) {
            return switch (reply.failureType()) {
                case TIMEOUT -> TIMED_OUT;
                case NO_HANDLERS -> UNAVAILABLE;
                case RECIPIENT_FAILURE -> ofCode(reply.failureCode());
                case ERROR -> INTERNAL;
            };
        }
        return INTERNAL;
    }

    private static Failure ofCode(int code) {
        return code >= 0 && code < BY_CODE.size() ? BY_CODE.get(code) : INTERNAL;
    }
}
