package dev.trackbus.tracker.programs;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Keeps the state of a load, and says about every second how far it is. */
final class LoadProgress implements Delivery.Progress {
    private static final long EVERY = Duration.ofSeconds(1).toNanos();

    private final LoadState state;
    private final long all;
    private final Consumer<String> tell;
    private final LongSupplier nanos;
    private long done;
    private long toldAt;
    private boolean kept = true;

    /**
     * @param state where it is kept
     * @param done  programs that are on the stream already
     * @param all   programs of the file
     * @param tell  takes a line for stderr
     * @param nanos a clock that only goes forward
     */
    LoadProgress(LoadState state, long done, long all, Consumer<String> tell, LongSupplier nanos) {
        this.state = state;
        this.done = done;
        this.all = all;
        this.tell = tell;
        this.nanos = nanos;
        this.toldAt = nanos.getAsLong();
    }

    @Override
    public void onStream(int count) {
        done += count;
        try {
            if (kept) {
                state.save(done);
            }
        } catch (IOException e) {
            kept = false;
            tell.accept(state + " can't be written: after an interruption the load begins anew: " + e);
        }
        tellNowAndThen(done + " of " + all + " on the stream");
    }

    @Override
    public void awaited(long count) {
        tellNowAndThen("waiting for Redis: " + count + " to come");
    }

    private void tellNowAndThen(String line) {
        if (nanos.getAsLong() - toldAt >= EVERY) {
            toldAt = nanos.getAsLong();
            tell.accept(line);
        }
    }

    /** What to say where it ends before all is on the stream. */
    String interrupted() {
        return done + " of " + all + " are on the stream; "
                + (kept ? "the same command goes on after them" : "the same command begins anew");
    }
}
