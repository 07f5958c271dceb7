package dev.trackbus.bus;

/**
 * News for every verticle that listens; nobody answers. Only this package can make one.
 *
 * @param <M> the message
 */
public final class Notice<M> {
    private final String address;
    private final Class<M> type;

    Notice(String address, Class<M> type) {
        this.address = address;
        this.type = type;
    }

    /**
     * Where the news is published.
     *
     * @return the event-bus address
     */
    public String address() {
        return address;
    }

    Class<M> type() {
        return type;
    }
}
