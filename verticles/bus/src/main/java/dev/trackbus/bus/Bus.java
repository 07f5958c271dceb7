package dev.trackbus.bus;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A verticle's way to the others: typed questions and news over Vert.x's event bus, which nothing else may use. One per
 * verticle instance, to be used on that verticle's own thread; what it serves it serves on that thread.
 */
public final class Bus {
    private static final Logger LOG = LoggerFactory.getLogger(Bus.class);
    private static final DeliveryOptions BY_REFERENCE =
            new DeliveryOptions().setLocalOnly(true).setCodecName(ByReference.NAME);

    private final Vertx vertx;
    private final EventBus eventBus;
    private final Map<Ask<?, ?>, Line<?>> lines = new ConcurrentHashMap<>();
    private final List<MessageConsumer<Object>> served = new ArrayList<>();

    /**
     * @param vertx a Vert.x that went through {@link #prepare(Vertx)}
     */
    public Bus(Vertx vertx) {
        this.vertx = vertx;
        this.eventBus = vertx.eventBus();
    }

    /**
     * Teaches a Vert.x to pass our messages by reference. Once for each Vert.x, before the first verticle.
     *
     * @param vertx the new Vert.x
     * @return the same
     */
    public static Vertx prepare(Vertx vertx) {
        vertx.eventBus().registerCodec(new ByReference());
        return vertx;
    }

    /**
     * Asks the verticle that serves this contract.
     *
     * @param ask      the contract
     * @param question the message, passed by reference
     * @param <Q>      the question
     * @param <R>      the answer
     * @return the answer, or a {@link FailureException}; completed on the asking thread's context
     */
    public <Q, R> Future<R> ask(Ask<Q, R> ask, Q question) {
        return line(ask).send(question);
    }

    /** The casts hold: each contract has a line of its own type. */
    @SuppressWarnings("unchecked")
    private <R> Line<R> line(Ask<?, R> ask) {
        Line<?> line = lines.get(ask);
        return (Line<R>) (line != null ? line : lines.computeIfAbsent(ask, first -> new Line<>(vertx, ask)));
    }

    /**
     * Serves a contract until {@link #withdraw()}. A question in JSON is answered in JSON. An answer that fails with a
     * {@link FailureException} reaches the asker as such; anything else thrown is logged and reaches it as
     * {@link Failure#INTERNAL} at once, not after its deadline.
     *
     * @param ask    the contract
     * @param answer gives the answer; runs on this verticle's thread
     * @param <Q>    the question
     * @param <R>    the answer
     * @return completed when the address is served
     */
    public <Q, R> Future<Void> answer(Ask<Q, R> ask, Function<Q, Future<R>> answer) {
        return serve(ask.address(), message -> {
            Future<R> reply;
            try {
                reply = answer.apply(question(ask, message.body()));
            } catch (RuntimeException e) {
                reply = Future.failedFuture(e);
            }
            reply.onComplete(result -> reply(ask, message, result));
        });
    }

    private static <Q> Q question(Ask<Q, ?> ask, Object body) {
        if (body instanceof Question<?> question) {
            return ask.question().type().cast(question.message());
        }
        try {
            return ask.question().read().apply((JsonObject) body);
        } catch (RuntimeException e) {
            throw new FailureException(Failure.INTERNAL, "question not understood: " + e.getMessage());
        }
    }

    private static <R> void reply(Ask<?, R> ask, Message<Object> message, AsyncResult<R> result) {
        if (result.failed()) {
            if (!(result.cause() instanceof FailureException)) {
                LOG.error("{} failed", ask.address(), result.cause());
            }
            fail(ask, message, Failure.of(result.cause()), result.cause().getMessage());
        } else if (message.body() instanceof Question<?> question) {
            question.answer(result.result());
        } else {
            message.reply(ask.answer().write().apply(result.result()));
        }
    }

    private static void fail(Ask<?, ?> ask, Message<Object> message, Failure failure, String why) {
        if (message.body() instanceof Question<?> question) {
            question.fail(new FailureException(failure, ask.address() + ": " + why));
        } else {
            message.fail(failure.ordinal(), String.valueOf(why));
        }
    }

    /**
     * Tells every verticle that listens, this one included.
     *
     * @param notice  the contract
     * @param message the news, passed by reference
     * @param <M>     the message
     */
    public <M> void publish(Notice<M> notice, M message) {
        eventBus.publish(notice.address(), message, BY_REFERENCE);
    }

    /**
     * Listens until {@link #withdraw()}. News in JSON are heard like any other.
     *
     * @param notice  the contract
     * @param handler takes the news; runs on this verticle's thread, what it throws is logged
     * @param <M>     the message
     * @return completed when it listens
     */
    public <M> Future<Void> listen(Notice<M> notice, Handler<M> handler) {
        return serve(notice.address(), message -> {
            try {
                handler.handle(news(notice, message.body()));
            } catch (RuntimeException e) {
                LOG.error("{} failed", notice.address(), e);
            }
        });
    }

    private static <M> M news(Notice<M> notice, Object body) {
        JsonForm<M> form = notice.message();
        return body instanceof JsonObject json
                ? form.read().apply(json)
                : form.type().cast(body);
    }

    private Future<Void> serve(String address, Handler<Message<Object>> handler) {
        MessageConsumer<Object> consumer = eventBus.localConsumer(address);
        served.add(consumer);
        consumer.handler(handler);
        return consumer.completion();
    }

    /**
     * Stops serving and listening: the first step of a verticle's stop. Questions that arrive later fail with
     * {@link Failure#UNAVAILABLE}.
     *
     * @return completed when no further message comes in
     */
    public Future<Void> withdraw() {
        List<Future<Void>> withdrawn =
                served.stream().map(MessageConsumer::unregister).toList();
        served.clear();
        return Future.join(withdrawn).mapEmpty();
    }
}
