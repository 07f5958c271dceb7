package dev.trackbus.bus;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.MessageProducer;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;

/**
 * Sender of one contract's requests that fails each at its deadline. Requests reach their deadline in the order in which
 * they were sent, so one timer serves all. Vert.x's own requests use a timer and a reply address each, which costs more
 * than the message. Usable from any thread.
 */
final class RequestTracker<R> {
    private final Vertx vertx;
    private final RequestReply<?, R> contract;
    private final MessageProducer<Object> producer;
    private final ArrayDeque<PendingRequest<R>> pending = new ArrayDeque<>();
    private boolean timerSet;

    RequestTracker(Vertx vertx, RequestReply<?, R> contract) {
        this.vertx = vertx;
        this.contract = contract;
        this.producer = vertx.eventBus().sender(contract.address(), contract.options());
    }

    /** Sends a request; fails it at once if no verticle serves the address. */
    Future<R> send(Object message) {
        PendingRequest<R> request =
                new PendingRequest<>(message, contract.reply().type(), vertx.getOrCreateContext(), System.nanoTime());
        track(request);
        Future<Void> written = producer.write(request);
        if (!written.succeeded()) {
            written.onFailure(cause -> request.fail(failure(Failure.of(cause), cause.getMessage())));
        }
        return request.future();
    }

    private FailureException failure(Failure failure, String cause) {
        return new FailureException(failure, contract.address() + ": " + cause);
    }

    private synchronized void track(PendingRequest<R> request) {
        while (!pending.isEmpty() && pending.peekFirst().isComplete()) {
            pending.pollFirst();
        }
        pending.addLast(request);
        if (!timerSet) {
            timerSet = true;
            setTimer(contract.deadline().toMillis());
        }
    }

    private void setTimer(long millis) {
        vertx.setTimer(Math.max(1, millis), due -> failExpired());
    }

    private synchronized void failExpired() {
        long latest = System.nanoTime() - contract.deadline().toNanos();
        while (!pending.isEmpty()
                && (pending.peekFirst().isComplete() || pending.peekFirst().sentAt() - latest <= 0)) {
            pending.pollFirst()
                    .fail(failure(
                            Failure.TIMED_OUT,
                            "no reply within " + contract.deadline().toMillis() + " ms"));
        }
        timerSet = !pending.isEmpty();
        if (timerSet) {
            setTimer(TimeUnit.NANOSECONDS.toMillis(pending.peekFirst().sentAt() - latest) + 1);
        }
    }
}
