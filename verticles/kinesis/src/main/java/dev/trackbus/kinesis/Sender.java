package dev.trackbus.kinesis;

import dev.trackbus.bus.Batch;
import dev.trackbus.bus.Failure;
import dev.trackbus.kinesis.buffer.EventBuffer;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * Decides what is sent when; the calls themselves are made by its owner, on whose thread it lives. It gives no event up
 * but one that is proven poison, and that only when it is kept elsewhere.
 *
 * <pre>
 *   buffer ──read──► forming ──next()──► in a call ──confirmed──► passed by the window, gone from the buffer
 *                       ▲                    │
 *                       └── due ── waiting ◄─┘ rejected alone, or the whole call failed
 * </pre>
 *
 * What was rejected waits with its own count and its own due time, so that a throttled shard delays nobody else; of a call
 * it takes at most half as long as there are new events. A lane whose call failed as a whole pauses: otherwise an outage
 * would be met with calls as fast as they can fail. The events of a call that Kinesis calls invalid become
 * {@link Suspects}. When the window is full, what is rejected again and again goes to the end of the buffer:
 * {@link Parking}.
 */
final class Sender implements Parking.Owner {
    static final int WINDOW = 50_000;
    private static final int MOST_REPEATED = FormingBatch.MAX_RECORDS / 2;

    private final EventBuffer buffer;
    private final KinesisMetrics metrics;
    private final LongSupplier ticker;
    private final DoubleSupplier random;
    private final Outage outage;
    private final Lanes lanes;
    private final long lingerMillis;
    private final FormingBatch forming;
    private final Window window;
    private final RetryQueue waiting = new RetryQueue();
    private final Suspects suspects = new Suspects();
    private final Parking parking;
    private final Aside aside;
    private final Commitments commitments;
    private final Runnable wake;
    private boolean suspectsWereLast;
    private long readFrom;
    private long lastCallAt = Long.MAX_VALUE;
    private long callMillis;

    /** Keeps poison, off this thread. */
    @FunctionalInterface
    interface Aside {
        Future<Void> keep(Unconfirmed poison, String why);
    }

    Sender(EventBuffer buffer, KinesisMetrics metrics, SenderConfig config, Aside aside, Commitments commitments) {
        this.aside = aside;
        this.commitments = commitments;
        this.wake = config.wake();
        this.buffer = buffer;
        this.parking = new Parking(buffer, this);
        this.metrics = metrics;
        this.ticker = config.ticker();
        this.random = config.random();
        this.outage = new Outage(config.clock());
        this.lanes = new Lanes(config.lanes());
        this.lingerMillis = config.lingerMillis();
        this.forming = new FormingBatch(lingerMillis);
        this.window = new Window(config.window());
    }

    /** The call to make now, null where there is none. Its owner tells what became of it. */
    Call next() {
        long now = ticker.getAsLong();
        fill(now);
        Lane lane = lanes.next();
        boolean ready = forming.isReady(now);
        boolean suspect = suspects.nextAt() <= now && !(ready && suspectsWereLast);
        if (!suspect && !ready || lane.freeAt() > now || now > lastCallAt) {
            return null;
        }
        suspectsWereLast = suspect;
        lane.begin();
        Call call = Call.of(lane, suspect ? suspects.take() : forming.take(), suspect, callMillis);
        metrics.resent(call.resent());
        return call;
    }

    private void fill(long now) {
        fillFromWaiting(now, MOST_REPEATED);
        if (!forming.isFull() && hasRoom()) {
            readFrom = buffer.read(readFrom, (sequence, key, payload, appendedAt, again) -> {
                Unconfirmed event = new Unconfirmed(sequence, key, payload, now, appendedAt, again);
                window.add(event);
                if (again) {
                    parking.readAgain();
                    waiting.add(event, now);
                } else {
                    forming.add(event, now);
                }
                return !forming.isFull() && hasRoom();
            });
            confirmed();
        }
        fillFromWaiting(now, FormingBatch.MAX_RECORDS);
        if (!hasRoom()) {
            parking.park(waiting.stuck(), buffer.records() - window.size(), now);
        }
    }

    private boolean hasRoom() {
        return window.hasRoom(buffer.durableBefore());
    }

    @Override
    public void moved(Unconfirmed event, long to) {
        metrics.parked();
        commitments.moved(event.sequence(), to);
        event.confirm();
    }

    @Override
    public void notMoved(Unconfirmed event) {
        waiting.add(event, ticker.getAsLong() + Parking.EVERY_MILLIS);
    }

    @Override
    public void parked() {
        confirmed();
        wake.run();
    }

    private void fillFromWaiting(long now, int upTo) {
        boolean more = true;
        while (more && forming.size() < upTo && !forming.isFull()) {
            Unconfirmed due = waiting.poll(now);
            more = due != null;
            if (more) {
                forming.add(due, now);
            }
        }
    }

    /** When {@link #next()} should be asked again if nothing else happens; {@link Long#MAX_VALUE}: not before it does. */
    long nextAt() {
        long firstDue = waiting.nextAt();
        long at = Math.max(lanes.next().freeAt(), Math.min(suspects.nextAt(), Math.min(forming.readyAt(), firstDue)));
        return at > lastCallAt ? Long.MAX_VALUE : at;
    }

    /** Kinesis answered: everything is confirmed but what it rejected, which is sent again, alone. */
    void answered(Call call, Batch rejected) {
        if (!call.isAnsweredBy(rejected)) {
            failed(call, Failure.UNAVAILABLE, "the answer is about other events");
            return;
        }
        int passed = call.events().size() - rejected.size();
        if (passed > 0) {
            call.lane().succeeded();
            outage.succeeded();
            suspects.passed();
            parking.passed();
        } else {
            nothingPassed(call, rejected.error(0));
        }
        settle(call, rejected, passed == 0);
        metrics.sent(passed);
        metrics.rejected(rejected.size());
        confirmed();
    }

    /** New events, which may go to another shard, need not wait for a call that only repeated others. */
    private void nothingPassed(Call call, String code) {
        outage.rejected(code);
        metrics.callFailed();
        if (call.resent() == call.events().size()) {
            call.lane().free();
        } else {
            call.lane().failed(ticker.getAsLong(), Backoff.DEFAULT, random.getAsDouble());
        }
    }

    /** Those that were rejected together wait together. */
    private void settle(Call call, Batch rejected, boolean together) {
        long now = ticker.getAsLong();
        double shared = together ? random.getAsDouble() : 0;
        long stuckRejected = 0;
        int found = 0;
        for (Unconfirmed event : call.events()) {
            if (found < rejected.size() && rejected.sequence(found) == event.sequence()) {
                found++;
                stuckRejected += event.isStuck() ? 1 : 0;
                rejected(event, now, together ? shared : random.getAsDouble());
            } else {
                event.confirm();
                commitments.confirmed(event.sequence());
            }
        }
        waiting.ended(call.stuck(), call.stuck() - stuckRejected, now, random.getAsDouble());
    }

    private void rejected(Unconfirmed event, long now, double jitter) {
        int rejections = event.reject();
        if (rejections == 1) {
            parking.rejected();
        }
        if (outage.isOpen()) {
            event.stick();
        }
        waiting.add(event, now + Backoff.DEFAULT.delayMillis(rejections, jitter));
    }

    private void confirmed() {
        buffer.confirm(window.advance(readFrom));
    }

    /**
     * The call failed as a whole: nothing in it is confirmed, everything is sent again. As a rule that says nothing about
     * the events, which wait together until the lane's pause is over, for as full a call as before. Only of a call that
     * Kinesis calls invalid an event may be to blame; where one is suspected already, that is no sign of an outage.
     */
    void failed(Call call, Failure failure, String why) {
        if (failure != Failure.INTERNAL || !call.suspect()) {
            outage.failed(failure, why);
        }
        metrics.callFailed();
        waiting.ended(call.stuck(), 0, ticker.getAsLong(), random.getAsDouble());
        if (failure == Failure.INTERNAL) {
            invalid(call, why);
            return;
        }
        call.lane().failed(ticker.getAsLong(), Backoff.DEFAULT, random.getAsDouble());
        long dueAt = call.lane().freeAt();
        if (call.suspect()) {
            suspects.add(call.events(), dueAt);
        } else {
            call.events().forEach(event -> waiting.add(event, dueAt));
        }
    }

    /** Suspects wait for themselves: their lane is free for the others, without whom nothing is proven. */
    private void invalid(Call call, String why) {
        long now = ticker.getAsLong();
        Unconfirmed first = call.events().get(0);
        if (call.suspect()) {
            call.lane().free();
        } else {
            call.lane().failed(now, Backoff.DEFAULT, random.getAsDouble());
        }
        if (suspects.invalid(call.events(), now + Backoff.DEFAULT.delayMillis(first.reject(), random.getAsDouble()))) {
            setAside(first, why);
        }
    }

    private void setAside(Unconfirmed poison, String why) {
        aside.keep(poison, why).onComplete(kept -> {
            if (kept.failed()) {
                suspects.add(List.of(poison), ticker.getAsLong() + Backoff.DEFAULT.capMillis());
            } else {
                metrics.deadLettered();
                commitments.setAside(poison.sequence(), why);
                poison.confirm();
                confirmed();
            }
            wake.run();
        });
    }

    /** Whether Kinesis has an event already. */
    boolean isConfirmed(long sequence) {
        return sequence < readFrom && window.isConfirmed(sequence);
    }

    /**
     * Sends without lingering, and at once what waits or pauses.
     *
     * @param deadline   no call begins that may take longer than until then, until {@link #resume()}
     * @param callMillis how long a call may take
     */
    void hurry(long deadline, long callMillis) {
        this.lastCallAt = deadline - callMillis;
        this.callMillis = callMillis;
        forming.linger(0);
        lanes.hurry();
        waiting.hurry(ticker.getAsLong());
    }

    /** Ends {@link #hurry}. */
    void resume() {
        lastCallAt = Long.MAX_VALUE;
        callMillis = 0;
        forming.linger(lingerMillis);
    }

    Outage outage() {
        return outage;
    }
}
