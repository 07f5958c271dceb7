package dev.trackbus.kinesis.buffer;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/** Buffer that behaves as a journal: callbacks and notifications come from another thread, after the append. */
public record LateBuffer(EventBuffer inside) implements EventBuffer {
    @Override
    public void append(String key, byte[] bytes, int length, AppendCallback receipt) {
        inside.append(key, bytes, length, new AppendCallback() {
            @Override
            public void appended(long sequence) {
                CompletableFuture.runAsync(() -> receipt.appended(sequence));
            }

            @Override
            public void refused(String why) {
                CompletableFuture.runAsync(() -> receipt.refused(why));
            }
        });
    }

    @Override
    public void appendAgain(String key, byte[] payload, long appendedAt, AppendCallback receipt) {
        inside.appendAgain(key, payload, appendedAt, receipt);
    }

    @Override
    public void deadLetter(String key, byte[] payload, String why) throws IOException {
        inside.deadLetter(key, payload, why);
    }

    @Override
    public long durableBefore() {
        return inside.durableBefore();
    }

    @Override
    public DeadLetterStore deadLetters() {
        return inside.deadLetters();
    }

    @Override
    public long read(long from, Sink sink) {
        return inside.read(from, sink);
    }

    @Override
    public void confirm(long before) {
        inside.confirm(before);
    }

    @Override
    public void onReadable(Runnable listener) {
        inside.onReadable(() -> CompletableFuture.runAsync(listener));
    }

    @Override
    public long bytes() {
        return inside.bytes();
    }

    @Override
    public long records() {
        return inside.records();
    }

    @Override
    public double fillRatio() {
        return inside.fillRatio();
    }

    @Override
    public long oldestAppendedAt() {
        return inside.oldestAppendedAt();
    }

    @Override
    public String fault() {
        return inside.fault();
    }

    @Override
    public long corruptions() {
        return inside.corruptions();
    }

    @Override
    public void close() throws IOException {
        inside.close();
    }
}
