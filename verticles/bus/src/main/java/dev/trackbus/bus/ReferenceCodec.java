package dev.trackbus.bus;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageCodec;

/** Event-bus codec that passes immutable messages by reference. Messages never leave the process. */
final class ReferenceCodec implements MessageCodec<Object, Object> {
    static final String NAME = "by-reference";

    @Override
    public void encodeToWire(Buffer buffer, Object message) {
        throw new UnsupportedOperationException("Messages stay in the process; send their JSON form over a bridge");
    }

    @Override
    public Object decodeFromWire(int position, Buffer buffer) {
        throw new UnsupportedOperationException("Messages stay in the process; send their JSON form over a bridge");
    }

    @Override
    public Object transform(Object message) {
        return message;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public byte systemCodecID() {
        return -1;
    }
}
