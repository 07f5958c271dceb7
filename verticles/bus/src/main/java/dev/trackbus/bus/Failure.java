package dev.trackbus.bus;

import io.vertx.core.eventbus.ReplyException;

/**
 * Reason why a request got no reply. A missing program or a rejected request is a reply, not a failure.
 *
 * <p>A request in JSON fails with a {@link ReplyException} whose {@code failureCode} is {@link #code()}. Codes are part of
 * the contract with other languages: they never change and are never used again.
 */
public enum Failure {
    /** A connection that the reply needs is down, or no verticle serves the address. */
    UNAVAILABLE(1),
    /** No reply within the deadline. The work may still be done later. */
    TIMED_OUT(2),
    /** A limit is reached, such as the buffer's size or the number of reads in flight. Retry later. */
    OVERLOADED(3),
    /** The request cannot be read, or the server has a defect. */
    INTERNAL(4);

    private final int code;

    Failure(int code) {
        this.code = code;
    }

    /**
     * Returns the failure's number in replies to other languages.
     *
     * @return 1 for unavailable, 2 for timed out, 3 for overloaded, 4 for internal
     */
    public int code() {
        return code;
    }

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
        return switch (code) {
            case 1 -> UNAVAILABLE;
            case 2 -> TIMED_OUT;
            case 3 -> OVERLOADED;
            default -> INTERNAL;
        };
    }
}
