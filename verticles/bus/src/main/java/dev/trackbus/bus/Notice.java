package dev.trackbus.bus;

/**
 * News for every verticle that listens; nobody answers. Only this package can make one.
 *
 * @param <M> the message
 */
public final class Notice<M> {
    private final String address;
    private final JsonForm<M> message;

    Notice(String address, JsonForm<M> message) {
        this.address = address;
        this.message = message;
    }

    /**
     * Where the news is published.
     *
     * @return the event-bus address, which is part of the contract with other languages
     */
    public String address() {
        return address;
    }

    JsonForm<M> message() {
        return message;
    }
}
