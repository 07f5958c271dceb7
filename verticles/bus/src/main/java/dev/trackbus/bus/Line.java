package dev.trackbus.bus;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.MessageProducer;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;

/**
 * Sends the questions of one contract and sees to their deadline. They fall due in the order in which they were asked, so
 * one timer does for all; Vert.x's own requests take a timer and an address each, which costs more than the message.
 */
final class Line<R> {
    private final Vertx vertx;
    private final Ask<?, R> ask;
    private final MessageProducer<Object> producer;
    private final ArrayDeque<Question<R>> open = new ArrayDeque<>();
    private boolean timed;

    Line(Vertx vertx, Ask<?, R> ask) {
        this.vertx = vertx;
        this.ask = ask;
        this.producer = vertx.eventBus().sender(ask.address(), ask.options());
    }

    Future<R> send(Object message) {
        Question<R> question =
                new Question<>(message, ask.answer().type(), vertx.getOrCreateContext(), System.nanoTime());
        watch(question);
        Future<Void> written = producer.write(question);
        if (!written.succeeded()) {
            written.onFailure(unheard -> question.fail(fault(Failure.of(unheard), unheard.getMessage())));
        }
        return question.future();
    }

    private FailureException fault(Failure failure, String why) {
        return new FailureException(failure, ask.address() + ": " + why);
    }

    private synchronized void watch(Question<R> question) {
        while (!open.isEmpty() && open.peekFirst().isAnswered()) {
            open.pollFirst();
        }
        open.addLast(question);
        if (!timed) {
            timed = true;
            setTimer(ask.deadline().toMillis());
        }
    }

    private void setTimer(long millis) {
        vertx.setTimer(Math.max(1, millis), due -> lapse());
    }

    private synchronized void lapse() {
        long latest = System.nanoTime() - ask.deadline().toNanos();
        while (!open.isEmpty()
                && (open.peekFirst().isAnswered() || open.peekFirst().askedAt() - latest <= 0)) {
            open.pollFirst()
                    .fail(fault(
                            Failure.TIMED_OUT,
                            "no answer within " + ask.deadline().toMillis() + " ms"));
        }
        timed = !open.isEmpty();
        if (timed) {
            setTimer(TimeUnit.NANOSECONDS.toMillis(open.peekFirst().askedAt() - latest) + 1);
        }
    }
}
