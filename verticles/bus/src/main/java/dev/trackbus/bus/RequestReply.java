package dev.trackbus.bus;

import io.vertx.core.eventbus.DeliveryOptions;
import java.time.Duration;

/**
 * Request/reply contract: the address, the deadline and both message types of a request that one verticle serves.
 * Immutable. Only this package can create one, so that all addresses are in the contract classes.
 *
 * @param <Q> type of the request
 * @param <R> type of the reply
 */
public final class RequestReply<Q, R> {
    private final String address;
    private final Duration deadline;
    private final JsonCodec<Q> request;
    private final JsonCodec<R> reply;
    private final DeliveryOptions options;

    RequestReply(String address, Duration deadline, JsonCodec<Q> request, JsonCodec<R> reply) {
        this.address = address;
        this.deadline = deadline;
        this.request = request;
        this.reply = reply;
        this.options = new DeliveryOptions()
                .setLocalOnly(true)
                .setCodecName(ReferenceCodec.NAME)
                .setSendTimeout(deadline.toMillis());
    }

    /**
     * Returns the event-bus address, which is part of the contract with other languages.
     *
     * @return the address
     */
    public String address() {
        return address;
    }

    /**
     * Returns how long the caller waits for the reply before {@link Failure#TIMED_OUT}. The deadlines of requests that
     * the server sends meanwhile are shorter.
     *
     * @return the deadline
     */
    public Duration deadline() {
        return deadline;
    }

    JsonCodec<Q> request() {
        return request;
    }

    JsonCodec<R> reply() {
        return reply;
    }

    DeliveryOptions options() {
        return options;
    }
}
