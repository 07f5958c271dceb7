package dev.trackbus.bus;

/**
 * Broadcast contract: the address and the message type of a message for all subscribers. Immutable. Only this package
 * can create one.
 *
 * @param <M> type of the message
 */
public final class Broadcast<M> {
    private final String address;
    private final JsonCodec<M> message;

    Broadcast(String address, JsonCodec<M> message) {
        this.address = address;
        this.message = message;
    }

    /**
     * Returns the event-bus address, which is part of the contract with other languages.
     *
     * @return the address
     */
    public String address() {
        return address;
    }

    JsonCodec<M> message() {
        return message;
    }
}
