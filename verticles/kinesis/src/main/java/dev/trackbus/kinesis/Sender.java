package dev.trackbus.kinesis;

import dev.trackbus.bus.Batch;
import dev.trackbus.bus.Failure;
import dev.trackbus.kinesis.buffer.EventBuffer;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/**
 * Decides what is sent when; the calls themselves are made by its owner, on whose thread it lives. It never gives an
 * event up.
 *
 * <pre>
 *   buffer ──read──► forming ──next()──► in a call ──confirmed──► passed by the window, gone from the buffer
 *                       ▲                    │
 *                       └── due ── waiting ◄─┘ rejected alone, or the whole call failed
 * </pre>
 *
 * What was rejected waits with its own count and its own due time, so that a throttled shard delays nobody else; of a call
 * it takes at most half as long as there are new events. A lane whose call failed as a whole pauses: otherwise an outage
 * would be met with calls as fast as they can fail.
 */
final class Sender {
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
    private long readFrom;
    private long lastCallAt = Long.MAX_VALUE;

    /**
     * What a sender needs to know from outside.
     *
     * @param lanes        how many calls may be in flight
     * @param lingerMillis how long an event may wait for others
     * @param window       how many events may be read and not confirmed
     * @param clock        the time of day, for people
     * @param ticker       milliseconds that only ever rise, for waiting
     * @param random       0 (inclusive) … 1 (exclusive)
     */
    record Terms(
            int lanes,
            long lingerMillis,
            int window,
            InstantSource clock,
            LongSupplier ticker,
            DoubleSupplier random) {}

    Sender(EventBuffer buffer, KinesisMetrics metrics, Terms terms) {
        this.buffer = buffer;
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
        if (!forming.isReady(now) || lane.freeAt() > now || now > lastCallAt) {
            return null;
        }
        lane.begin();
        Call call = Call.of(lane, forming.take());
        metrics.resent(call.resent());
        return call;
    }

    private void fill(long now) {
        fillFromWaiting(now, MOST_REPEATED);
        if (!forming.isFull() && window.hasRoom()) {
            readFrom = buffer.read(readFrom, (sequence, key, payload) -> {
                Unconfirmed event = new Unconfirmed(sequence, key, payload);
                window.add(event);
                forming.add(event, now);
                return !forming.isFull() && window.hasRoom();
            });
            confirmed();
        }
        fillFromWaiting(now, FormingBatch.MAX_RECORDS);
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
        long at = Math.max(nextLane().freeAt(), Math.min(forming.readyAt(), firstDue));
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
            }
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
     * Kinesis calls invalid an event may be to blame: each waits for itself and meets others in its next call. Setting a
     * poison record aside belongs here.
     */
    void failed(Call call, Failure failure, String why) {
        call.lane().failed(ticker.getAsLong(), Backoff.DEFAULT, random.getAsDouble());
        outage.failed(why);
        metrics.callFailed();
        if (failure == Failure.INTERNAL) {
            call.events().forEach(this::rejected);
        } else {
            call.events().forEach(event -> later(event, call.lane().freeAt()));
        }
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
     * @param lastCallAt after this no call begins any more, until {@link #resume()}
     */
    void hurry(long lastCallAt) {
        this.lastCallAt = lastCallAt;
        forming.linger(0);
        lanes.forEach(Lane::hurry);
        List<Unconfirmed> all = new ArrayList<>(waiting);
        waiting.clear();
        all.forEach(event -> event.due(ticker.getAsLong()));
        waiting.addAll(all);
    }

    /** Ends {@link #hurry}. */
    void resume() {
        lastCallAt = Long.MAX_VALUE;
        forming.linger(lingerMillis);
    }

    Outage outage() {
        return outage;
    }
}
