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
 * Typed access to the Vert.x event bus, for one verticle instance. No other class uses the event bus. Handlers run on the
 * thread of the verticle that registered them; an instance is used on that thread only.
 */
public final class Bus {
    private static final Logger LOG = LoggerFactory.getLogger(Bus.class);
    private static final DeliveryOptions BY_REFERENCE =
            new DeliveryOptions().setLocalOnly(true).setCodecName(ReferenceCodec.NAME);

    private final Vertx vertx;
    private final EventBus eventBus;
    private final Map<RequestReply<?, ?>, RequestTracker<?>> trackers = new ConcurrentHashMap<>();
    private final List<MessageConsumer<Object>> consumers = new ArrayList<>();

    /**
     * Creates the access for one verticle instance.
     *
     * @param vertx an instance that {@link #prepare(Vertx)} was called with
     */
    public Bus(Vertx vertx) {
        this.vertx = vertx;
        this.eventBus = vertx.eventBus();
    }

    /**
     * Registers the codec that passes messages by reference. Call it once for each Vert.x instance, before the first
     * verticle is deployed.
     *
     * @param vertx a new instance
     * @return the same instance
     */
    public static Vertx prepare(Vertx vertx) {
        vertx.eventBus().registerCodec(new ReferenceCodec());
        return vertx;
    }

    /**
     * Sends a request to the verticle that serves the contract.
     *
     * @param contract address, deadline and message types
     * @param request  the message, passed by reference
     * @param <Q>      type of the request
     * @param <R>      type of the reply
     * @return the reply, or a failure with {@link FailureException}; completed on the caller's context
     */
    public <Q, R> Future<R> request(RequestReply<Q, R> contract, Q request) {
        return tracker(contract).send(request);
    }

    /** The casts are safe: each contract has a tracker of its own type. */
    @SuppressWarnings("unchecked")
    private <R> RequestTracker<R> tracker(RequestReply<?, R> contract) {
        RequestTracker<?> tracker = trackers.get(contract);
        return (RequestTracker<R>)
                (tracker != null
                        ? tracker
                        : trackers.computeIfAbsent(contract, first -> new RequestTracker<>(vertx, contract)));
    }

    /**
     * Serves a contract until {@link #unregister()}. A request in JSON gets a reply in JSON. A {@link FailureException}
     * reaches the caller unchanged. Any other exception is logged and reaches the caller as {@link Failure#INTERNAL} at
     * once, before its deadline.
     *
     * @param contract address, deadline and message types
     * @param handler  returns the reply; runs on this verticle's thread
     * @param <Q>      type of the request
     * @param <R>      type of the reply
     * @return completed when the address is registered
     */
    public <Q, R> Future<Void> serve(RequestReply<Q, R> contract, Function<Q, Future<R>> handler) {
        return consume(contract.address(), message -> {
            Future<R> reply;
            try {
                reply = handler.apply(requestIn(contract, message.body()));
            } catch (RuntimeException e) {
                reply = Future.failedFuture(e);
            }
            reply.onComplete(result -> reply(contract, message, result));
        });
    }

    private static <Q> Q requestIn(RequestReply<Q, ?> contract, Object body) {
        if (body instanceof PendingRequest<?> pending) {
            return contract.request().type().cast(pending.message());
        }
        try {
            return contract.request().read().apply((JsonObject) body);
        } catch (RuntimeException e) {
            throw new FailureException(Failure.INTERNAL, "Cannot read the request: " + e.getMessage());
        }
    }

    private static <R> void reply(RequestReply<?, R> contract, Message<Object> message, AsyncResult<R> result) {
        if (result.failed()) {
            if (!(result.cause() instanceof FailureException)) {
                LOG.error("Cannot answer a request at {}", contract.address(), result.cause());
            }
            fail(contract, message, Failure.of(result.cause()), result.cause().getMessage());
        } else if (message.body() instanceof PendingRequest<?> pending) {
            pending.complete(result.result());
        } else {
            message.reply(contract.reply().write().apply(result.result()));
        }
    }

    private static void fail(RequestReply<?, ?> contract, Message<Object> message, Failure failure, String cause) {
        if (message.body() instanceof PendingRequest<?> pending) {
            pending.fail(new FailureException(failure, contract.address() + ": " + cause));
        } else {
            message.fail(failure.code(), String.valueOf(cause));
        }
    }

    /**
     * Sends a message to every subscriber, including this verticle.
     *
     * @param contract address and message type
     * @param message  passed by reference
     * @param <M>      type of the message
     */
    public <M> void publish(Broadcast<M> contract, M message) {
        eventBus.publish(contract.address(), message, BY_REFERENCE);
    }

    /**
     * Subscribes to a broadcast until {@link #unregister()}. A message in JSON is handled like any other.
     *
     * @param contract address and message type
     * @param handler  receives each message; runs on this verticle's thread, and what it throws is logged
     * @param <M>      type of the message
     * @return completed when the address is registered
     */
    public <M> Future<Void> subscribe(Broadcast<M> contract, Handler<M> handler) {
        return consume(contract.address(), message -> {
            try {
                handler.handle(messageIn(contract, message.body()));
            } catch (RuntimeException e) {
                LOG.error("Cannot handle a message at {}", contract.address(), e);
            }
        });
    }

    private static <M> M messageIn(Broadcast<M> contract, Object body) {
        JsonCodec<M> codec = contract.message();
        return body instanceof JsonObject json
                ? codec.read().apply(json)
                : codec.type().cast(body);
    }

    private Future<Void> consume(String address, Handler<Message<Object>> handler) {
        MessageConsumer<Object> consumer = eventBus.localConsumer(address);
        consumers.add(consumer);
        consumer.handler(handler);
        return consumer.completion();
    }

    /**
     * Unregisters all handlers of this instance. This is the first step when a verticle stops. Later requests to it fail
     * with {@link Failure#UNAVAILABLE}.
     *
     * @return completed when no further message is delivered
     */
    public Future<Void> unregister() {
        List<Future<Void>> unregistered =
                consumers.stream().map(MessageConsumer::unregister).toList();
        consumers.clear();
        return Future.join(unregistered).mapEmpty();
    }
}
