package dev.trackbus.cache;

import com.google.common.base.Ticker;
import dev.trackbus.bus.Bus;
import dev.trackbus.bus.CacheContract;
import dev.trackbus.bus.FindProgram;
import dev.trackbus.bus.RedisContract;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.InstantSource;

/**
 * Cache verticle: serves {@link CacheContract#VALIDATE} from memory, without a Redis call while the program is cached.
 * Each instance has its own cache, uses it on its own event loop, and receives every program update.
 */
public final class CacheVerticle extends VerticleBase {
    private final CacheConfig config;
    private final InstantSource clock;
    private final Ticker ticker;
    private final CacheMetrics metrics;
    private Bus bus;
    private ProgramLoader loader;

    /**
     * @param config   the bounds of the cache
     * @param registry where the meters {@code trackbus.cache.…} are
     * @param clock    wall time, by which programs are valid or not
     */
    public CacheVerticle(CacheConfig config, MeterRegistry registry, InstantSource clock) {
        this(config, registry, clock, Ticker.systemTicker());
    }

    CacheVerticle(CacheConfig config, MeterRegistry registry, InstantSource clock, Ticker ticker) {
        this.config = config;
        this.clock = clock;
        this.ticker = ticker;
        this.metrics = new CacheMetrics(registry);
    }

    /**
     * Listens to the pushes, then serves. On the event loop.
     *
     * @return completed when requests are judged; Redis need not be there
     */
    @Override
    public Future<?> start() {
        bus = new Bus(vertx);
        L1 l1 = new L1(config, ticker, metrics);
        loader = new ProgramLoader(
                programId -> bus.request(RedisContract.FIND_PROGRAM, new FindProgram(programId)),
                l1,
                config.maxWaitingBytes(),
                metrics);
        RequestValidator validator = new RequestValidator(l1, loader, clock, metrics);
        ProgramUpdateListener listener = new ProgramUpdateListener(l1, loader, metrics);
        metrics.watch(l1);
        return bus.subscribe(RedisContract.PROGRAM_CHANGED, listener::apply)
                .compose(done -> bus.subscribe(
                        RedisContract.SUBSCRIBED, subscribed -> l1.raiseEpoch(subscribed.subscriptionEpoch())))
                .compose(done -> bus.serve(CacheContract.VALIDATE, validator::validate));
    }

    /**
     * Judges no more. On the event loop.
     *
     * @return completed when no further request comes in and those that wait for Redis are answered
     */
    @Override
    public Future<?> stop() {
        metrics.close();
        return bus.unregister().compose(done -> loader.result());
    }
}
