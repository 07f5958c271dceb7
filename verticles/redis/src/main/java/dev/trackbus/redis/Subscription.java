package dev.trackbus.redis;

import dev.trackbus.bus.ProgramChanged;
import dev.trackbus.proto.InvalidProgramException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.ResponseType;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Subscription to the program updates. It raises the epoch with each confirmed SUBSCRIBE and hands on the pushes in their
 * order, each with the epoch of its connection. Pushes that a lost connection leaves in the queue are dropped: the next
 * epoch makes the caches read every program again. On the verticle's event loop.
 */
final class Subscription implements ConnectionRole {
    private static final Logger LOG = LoggerFactory.getLogger(Subscription.class);

    private final String channel;
    private final LongConsumer subscribed;
    private final Consumer<ProgramChanged> changed;
    private final RedisMetrics metrics;
    private final LogRateLimiter logLimiter;
    private final UpdateQueue pushes;
    private RedisConnection connection;
    private Promise<Void> confirmed = Promise.promise();
    private long epoch;

    Subscription(
            String channel,
            LongConsumer subscribed,
            Consumer<ProgramChanged> changed,
            RedisMetrics metrics,
            LongSupplier ticker,
            Executor later) {
        this.channel = channel;
        this.subscribed = subscribed;
        this.changed = changed;
        this.metrics = metrics;
        this.logLimiter = new LogRateLimiter(1, Duration.ofMinutes(1), ticker);
        this.pushes = new UpdateQueue(later, this::pushed);
    }

    @Override
    public String name() {
        return "subscription";
    }

    @Override
    public Future<?> begin(RedisConnection connection) {
        pushes.drop();
        confirmed = Promise.promise();
        this.connection = connection;
        connection.send(Request.cmd(Command.SUBSCRIBE, channel)).onFailure(confirmed::tryFail);
        return confirmed.future();
    }

    @Override
    public void received(Response message) {
        if (message instanceof Throwable refusal) {
            confirmed.tryFail(refusal);
        } else if (message != null && message.type() == ResponseType.MULTI && message.size() == 3) {
            switch (String.valueOf(message.get(0))) {
                case "subscribe" -> confirmed();
                case "message" -> pushes.add(message.get(2), connection);
                default -> LOG.debug("unexpected message on {}", channel);
            }
        }
    }

    @Override
    public void ended() {
        pushes.drop();
    }

    private void confirmed() {
        subscribed.accept(++epoch);
        confirmed.tryComplete();
    }

    private void pushed(Response payload) {
        metrics.pushed();
        ProgramChanged change;
        try {
            change = ProgramUpdateParser.read(payload, epoch);
        } catch (InvalidProgramException e) {
            metrics.invalidPush();
            if (logLimiter.permits(channel)) {
                LOG.warn("a message on {} is no program, ignored: {}", channel, e.getMessage());
            }
            return;
        }
        changed.accept(change);
    }
}
