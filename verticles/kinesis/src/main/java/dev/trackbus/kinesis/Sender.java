package dev.trackbus.kinesis;

import dev.trackbus.bus.Batch;
import dev.trackbus.bus.Failure;
import dev.trackbus.kinesis.buffer.EventBuffer;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

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
    private final List<Lane> lanes;
    private final long lingerMillis;
    private final FormingBatch forming;
    private final Window window;
    private final PriorityQueue<Unconfirmed> waiting =
            new PriorityQueue<>(Comparator.comparingLong(Unconfirmed::dueAt));
    private final Suspects suspects = new Suspects();
    private final Parking parking;
    private final Aside aside;
    private final Commitments commitments;
    private final Runnable wake;
    private boolean suspectsWereLast;
    private long readFrom;
    private long lastCallAt = Long.MAX_VALUE;
    private long callMillis;

    /**
     * What a sender needs to know from outside.
     *
     * @param lanes        how many calls may be in flight
     * @param lingerMillis how long an event may wait for others
     * @param window       how many events may be read and not confirmed
     * @param clock        the time of day, for people
     * @param ticker       milliseconds that only ever rise, for waiting
     * @param random       0 (inclusive) … 1 (exclusive)
     * @param wake         has {@link #next()} asked again, in another turn
     */
    record Terms(
            int lanes,
            long lingerMillis,
            int window,
            InstantSource clock,
            LongSupplier ticker,
            DoubleSupplier random,
            Runnable wake) {}

    /** Keeps poison, off this thread. */
    @FunctionalInterface
    interface Aside {
        Future<Void> keep(Unconfirmed poison, String why);
    }

    Sender(EventBuffer buffer, KinesisMetrics metrics, Terms terms, Aside aside, Commitments commitments) {
        this.aside = aside;
        this.commitments = commitments;
        this.wake = terms.wake;
        this.buffer = buffer;
        this.parking = new Parking(buffer, this);
        this.metrics = metrics;
        this.ticker = terms.ticker;
        this.random = terms.random;
        this.outage = new Outage(terms.clock);
        this.lanes = IntStream.range(0, terms.lanes).mapToObj(i -> new Lane()).toList();
        this.lingerMillis = terms.lingerMillis;
        this.forming = new FormingBatch(lingerMillis);
        this.window = new Window(terms.window);
    }

    /** The call to make now, null where there is none. Its owner tells what became of it. */
    Call next() {
        long now = ticker.getAsLong();
        fill(now);
        Lane lane = nextLane();
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
                forming.add(event, now);
                return !forming.isFull() && hasRoom();
            });
            confirmed();
        }
        fillFromWaiting(now, FormingBatch.MAX_RECORDS);
        if (!hasRoom()) {
            parking.park(waiting, now);
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
        later(event, ticker.getAsLong() + Parking.EVERY_MILLIS);
    }

    @Override
    public void parked() {
        confirmed();
        wake.run();
    }

    private void fillFromWaiting(long now, int upTo) {
        while (forming.size() < upTo
                && !forming.isFull()
                && !waiting.isEmpty()
                && waiting.peek().dueAt() <= now) {
            forming.add(waiting.poll(), now);
        }
    }

    private Lane nextLane() {
        Lane first = lanes.get(0);
        for (int i = 1; i < lanes.size(); i++) {
            first = lanes.get(i).freeAt() < first.freeAt() ? lanes.get(i) : first;
        }
        return first;
    }

    /** When {@link #next()} should be asked again if nothing else happens; {@link Long#MAX_VALUE}: not before it does. */
    long nextAt() {
        long firstDue = waiting.isEmpty() ? Long.MAX_VALUE : waiting.peek().dueAt();
        long at = Math.max(nextLane().freeAt(), Math.min(suspects.nextAt(), Math.min(forming.readyAt(), firstDue)));
        return at > lastCallAt ? Long.MAX_VALUE : at;
    }

    /** Kinesis answered: everything is confirmed but what it rejected, which is sent again, alone. */
    void answered(Call call, Batch rejected) {
        if (!call.isAnsweredBy(rejected)) {
            failed(call, Failure.UNAVAILABLE, "the answer is about other events");
            return;
        }
        call.lane().succeeded();
        outage.succeeded();
        int found = 0;
        for (Unconfirmed event : call.events()) {
            if (found < rejected.size() && rejected.sequence(found) == event.sequence()) {
                found++;
                rejected(event);
            } else {
                event.confirm();
                commitments.confirmed(event.sequence());
            }
        }
        if (found < call.events().size()) {
            suspects.passed();
        }
        metrics.sent(call.events().size() - found);
        confirmed();
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
        if (failure == Failure.INTERNAL) {
            invalid(call, why);
            return;
        }
        call.lane().failed(ticker.getAsLong(), Backoff.DEFAULT, random.getAsDouble());
        long dueAt = call.lane().freeAt();
        if (call.suspect()) {
            suspects.add(call.events(), dueAt);
        } else {
            call.events().forEach(event -> later(event, dueAt));
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

    private void rejected(Unconfirmed event) {
        long delay = Backoff.DEFAULT.delayMillis(event.reject(), random.getAsDouble());
        later(event, ticker.getAsLong() + delay);
    }

    private void later(Unconfirmed event, long dueAt) {
        event.due(dueAt);
        waiting.add(event);
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
        lanes.forEach(Lane::hurry);
        List<Unconfirmed> all = new ArrayList<>(waiting);
        waiting.clear();
        all.forEach(event -> later(event, ticker.getAsLong()));
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
