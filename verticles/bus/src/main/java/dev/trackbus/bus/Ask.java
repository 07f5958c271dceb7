package dev.trackbus.bus;

import io.vertx.core.eventbus.DeliveryOptions;
import java.time.Duration;

/**
 * A question that one verticle answers: address, deadline and both messages in one constant. Only this package can make
 * one, so every address on the bus is listed in the contracts.
 *
 * @param <Q> the question
 * @param <R> the answer
 */
public final class Ask<Q, R> {
    private final String address;
    private final Duration deadline;
    private final JsonForm<Q> question;
    private final JsonForm<R> answer;
    private final DeliveryOptions options;

    Ask(String address, Duration deadline, JsonForm<Q> question, JsonForm<R> answer) {
        this.address = address;
        this.deadline = deadline;
        this.question = question;
        this.answer = answer;
        this.options = new DeliveryOptions()
                .setLocalOnly(true)
                .setCodecName(ByReference.NAME)
                .setSendTimeout(deadline.toMillis());
    }

    /**
     * Where the question is sent.
     *
     * @return the event-bus address, which is part of the contract with other languages
     */
    public String address() {
        return address;
    }

    /**
     * How long the asker waits before {@link Failure#TIMED_OUT}.
     *
     * @return the deadline; those of the questions asked inside are shorter
     */
    public Duration deadline() {
        return deadline;
    }

    JsonForm<Q> question() {
        return question;
    }

    JsonForm<R> answer() {
        return answer;
    }

    DeliveryOptions options() {
        return options;
    }
}
