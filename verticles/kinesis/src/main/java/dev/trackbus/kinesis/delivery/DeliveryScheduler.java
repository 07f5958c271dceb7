package dev.trackbus.kinesis.delivery;

import dev.trackbus.bus.Batch;
import dev.trackbus.bus.Failure;
import dev.trackbus.kinesis.buffer.EventBuffer;
import dev.trackbus.kinesis.metrics.KinesisMetrics;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * Decides what is sent when; the calls themselves are made by its owner, on whose thread it lives. It gives no event up
 * but one that is proven poison, and that only when it is kept elsewhere.
 *
 * <pre>
 *   buffer ──read──► builder ──next()──► in a call ──confirmed──► passed by the window, gone from the buffer
 *                       ▲                    │
 *                       └── due ── waiting ◄─┘ rejected alone, or the whole call failed
 * </pre>
 *
 * What was rejected waits with its own count and its own due time, so that a throttled shard delays nobody else; of a call
 * it takes at most half as long as there are new events. A slot whose call failed as a whole pauses: otherwise an circuit
 * would be met with calls as fast as they can fail. The events of a call that Kinesis calls invalid become
 * {@link PoisonIsolator}. When the window is full, what is rejected again and again goes to the end of the buffer:
 * {@link StuckRecordMover}.
 */
public final class DeliveryScheduler implements StuckRecordMover.Owner {
    public static final int WINDOW = 50_000;
    private static final int MOST_REPEATED = BatchBuilder.MAX_RECORDS / 2;

    private final EventBuffer buffer;
    private final KinesisMetrics metrics;
    private final LongSupplier ticker;
    private final DoubleSupplier random;
    private final CircuitState circuit;
    private final CallSlots slots;
    private final long lingerMillis;
    private final BatchBuilder builder;
    private final InFlightWindow window;
    private final RetryQueue waiting = new RetryQueue();
    private final PoisonIsolator isolator = new PoisonIsolator();
    private final StuckRecordMover mover;
    private final DeadLetterHandler deadLetterHandler;
    private final ConfirmationWaiters waiters;
    private final Runnable wake;
    private boolean suspectsWereLast;
    private long readFrom;
    private long lastCallAt = Long.MAX_VALUE;
    private long callMillis;

    /** Uses its parts on the event loop of the caller only. */
    public DeliveryScheduler(
            EventBuffer buffer,
            KinesisMetrics metrics,
            DeliveryConfig config,
            DeadLetterHandler deadLetterHandler,
            ConfirmationWaiters waiters) {
        this.deadLetterHandler = deadLetterHandler;
        this.waiters = waiters;
        this.wake = config.wake();
        this.buffer = buffer;
        this.mover = new StuckRecordMover(buffer, this);
        this.metrics = metrics;
        this.ticker = config.ticker();
        this.random = config.random();
        this.circuit = new CircuitState(config.clock());
        this.slots = new CallSlots(config.slots());
        this.lingerMillis = config.lingerMillis();
        this.builder = new BatchBuilder(lingerMillis);
        this.window = new InFlightWindow(config.window());
    }

    /** The call to make now, null where there is none. Its owner tells what became of it. */
    public PutRecordsCall next() {
        long now = ticker.getAsLong();
        fill(now);
        CallSlot slot = slots.next();
        boolean ready = builder.isReady(now);
        boolean suspect = isolator.nextAt() <= now && !(ready && suspectsWereLast);
        if (!suspect && !ready || slot.freeAt() > now || now > lastCallAt) {
            return null;
        }
        suspectsWereLast = suspect;
        slot.begin();
        PutRecordsCall call = PutRecordsCall.of(slot, suspect ? isolator.take() : builder.take(), suspect, callMillis);
        metrics.resent(call.resent());
        return call;
    }

    private void fill(long now) {
        fillFromWaiting(now, MOST_REPEATED);
        if (!builder.isFull() && hasRoom()) {
            readFrom = buffer.read(readFrom, (sequence, key, payload, appendedAt, again) -> {
                InFlightRecord event = new InFlightRecord(sequence, key, payload, now, appendedAt, again);
                window.add(event);
                if (again) {
                    mover.readAgain();
                    waiting.add(event, now);
                } else {
                    builder.add(event, now);
                }
                return !builder.isFull() && hasRoom();
            });
            confirmed();
        }
        fillFromWaiting(now, BatchBuilder.MAX_RECORDS);
        if (!hasRoom()) {
            mover.park(waiting.stuck(), buffer.records() - window.size(), now);
        }
    }

    private boolean hasRoom() {
        return window.hasRoom(buffer.durableBefore());
    }

    @Override
    public void moved(InFlightRecord event, long to) {
        metrics.finished();
        waiters.moved(event.sequence(), to);
        event.confirm();
    }

    @Override
    public void notMoved(InFlightRecord event) {
        waiting.add(event, ticker.getAsLong() + StuckRecordMover.EVERY_MILLIS);
    }

    @Override
    public void finished() {
        confirmed();
        wake.run();
    }

    private void fillFromWaiting(long now, int upTo) {
        boolean more = true;
        while (more && builder.size() < upTo && !builder.isFull()) {
            InFlightRecord due = waiting.poll(now);
            more = due != null;
            if (more) {
                builder.add(due, now);
            }
        }
    }

    /** When {@link #next()} should be asked again if nothing else happens; {@link Long#MAX_VALUE}: not before it does. */
    long nextAt() {
        long firstDue = waiting.nextAt();
        long at = Math.max(slots.next().freeAt(), Math.min(isolator.nextAt(), Math.min(builder.readyAt(), firstDue)));
        return at > lastCallAt ? Long.MAX_VALUE : at;
    }

    /** Kinesis answered: everything is confirmed but what it rejected, which is sent again, alone. */
    public void answered(PutRecordsCall call, Batch rejected) {
        if (!call.isAnsweredBy(rejected)) {
            failed(call, Failure.UNAVAILABLE, "the answer is about other events");
            return;
        }
        int passed = call.events().size() - rejected.size();
        if (passed > 0) {
            call.slot().succeeded();
            circuit.succeeded();
            isolator.passed();
            mover.passed();
        } else {
            nothingPassed(call, rejected.error(0));
        }
        settle(call, rejected, passed == 0);
        metrics.sent(passed);
        metrics.rejected(rejected.size());
        confirmed();
    }

    /** New events, which may go to another shard, need not wait for a call that only repeated others. */
    private void nothingPassed(PutRecordsCall call, String code) {
        circuit.rejected(code);
        metrics.callFailed();
        if (call.resent() == call.events().size()) {
            call.slot().free();
        } else {
            call.slot().failed(ticker.getAsLong(), Backoff.DEFAULT, random.getAsDouble());
        }
    }

    /** Those that were rejected together wait together. */
    private void settle(PutRecordsCall call, Batch rejected, boolean together) {
        long now = ticker.getAsLong();
        double shared = together ? random.getAsDouble() : 0;
        long stuckRejected = 0;
        int found = 0;
        for (InFlightRecord event : call.events()) {
            if (found < rejected.size() && rejected.sequence(found) == event.sequence()) {
                found++;
                stuckRejected += event.isStuck() ? 1 : 0;
                rejected(event, now, together ? shared : random.getAsDouble());
            } else {
                event.confirm();
                waiters.confirmed(event.sequence());
            }
        }
        waiting.ended(call.stuck(), call.stuck() - stuckRejected, now, random.getAsDouble());
    }

    private void rejected(InFlightRecord event, long now, double jitter) {
        int rejections = event.reject();
        if (rejections == 1) {
            mover.rejected();
        }
        if (circuit.isOpen()) {
            event.stick();
        }
        waiting.add(event, now + Backoff.DEFAULT.delayMillis(rejections, jitter));
    }

    private void confirmed() {
        buffer.confirm(window.advance(readFrom));
    }

    /**
     * The call failed as a whole: nothing in it is confirmed, everything is sent again. As a rule that says nothing about
     * the events, which wait together until the slot's pause is over, for as full a call as before. Only of a call that
     * Kinesis calls invalid an event may be to blame; where one is suspected already, that is no sign of an circuit.
     */
    public void failed(PutRecordsCall call, Failure failure, String why) {
        if (failure != Failure.INTERNAL || !call.suspect()) {
            circuit.failed(failure, why);
        }
        metrics.callFailed();
        waiting.ended(call.stuck(), 0, ticker.getAsLong(), random.getAsDouble());
        if (failure == Failure.INTERNAL) {
            invalid(call, why);
            return;
        }
        call.slot().failed(ticker.getAsLong(), Backoff.DEFAULT, random.getAsDouble());
        long dueAt = call.slot().freeAt();
        if (call.suspect()) {
            isolator.add(call.events(), dueAt);
        } else {
            call.events().forEach(event -> waiting.add(event, dueAt));
        }
    }

    /** PoisonIsolator wait for themselves: their slot is free for the others, without whom nothing is proven. */
    private void invalid(PutRecordsCall call, String why) {
        long now = ticker.getAsLong();
        InFlightRecord first = call.events().get(0);
        if (call.suspect()) {
            call.slot().free();
        } else {
            call.slot().failed(now, Backoff.DEFAULT, random.getAsDouble());
        }
        if (isolator.invalid(call.events(), now + Backoff.DEFAULT.delayMillis(first.reject(), random.getAsDouble()))) {
            deadLetter(first, why);
        }
    }

    private void deadLetter(InFlightRecord poison, String why) {
        deadLetterHandler.keep(poison, why).onComplete(kept -> {
            if (kept.failed()) {
                isolator.add(List.of(poison), ticker.getAsLong() + Backoff.DEFAULT.capMillis());
            } else {
                metrics.deadLettered();
                waiters.deadLetter(poison.sequence(), why);
                poison.confirm();
                confirmed();
            }
            wake.run();
        });
    }

    /** Whether Kinesis has an event already. */
    public boolean isConfirmed(long sequence) {
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
        builder.linger(0);
        slots.hurry();
        waiting.hurry(ticker.getAsLong());
    }

    /** Ends {@link #hurry}. */
    void resume() {
        lastCallAt = Long.MAX_VALUE;
        callMillis = 0;
        builder.linger(lingerMillis);
    }

    /** Returns whether Kinesis accepts records. */
    public CircuitState circuit() {
        return circuit;
    }
}
