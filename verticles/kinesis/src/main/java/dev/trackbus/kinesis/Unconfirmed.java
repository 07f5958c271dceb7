package dev.trackbus.kinesis;

/**
 * An event read from the buffer: forming or in a call or waiting for its next attempt, until Kinesis has confirmed it.
 * Owned by the {@link Sender}.
 */
final class Unconfirmed {
    private final long sequence;
    private final String key;
    private final byte[] payload;
    private boolean sent;
    private int rejections;
    private long dueAt;
    private boolean confirmed;

    Unconfirmed(long sequence, String key, byte[] payload) {
        this.sequence = sequence;
        this.key = key;
        this.payload = payload;
    }

    long sequence() {
        return sequence;
    }

    String key() {
        return key;
    }

    byte[] payload() {
        return payload;
    }

    int bytes() {
        return key.length() + payload.length;
    }

    /** Marks it as sent; whether it was before. */
    boolean send() {
        boolean before = sent;
        sent = true;
        return before;
    }

    /** Counts one more rejection of this event; how many there are. */
    int reject() {
        return ++rejections;
    }

    long dueAt() {
        return dueAt;
    }

    void due(long at) {
        dueAt = at;
    }

    void confirm() {
        confirmed = true;
    }

    boolean isConfirmed() {
        return confirmed;
    }
}
