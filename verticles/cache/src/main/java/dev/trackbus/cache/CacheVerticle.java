package dev.trackbus.cache;

import com.google.common.base.Ticker;
import dev.trackbus.bus.Bus;
import dev.trackbus.bus.CacheContract;
import dev.trackbus.bus.Find;
import dev.trackbus.bus.RedisContract;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.InstantSource;

/**
 * Serves {@link CacheContract#JUDGE} from memory, so that a request costs Redis nothing while its program is known. Each
 * instance has a cache of its own, used on its event loop alone, and takes every push.
 */
public final class CacheVerticle extends VerticleBase {
    private final CacheConfig config;
    private final InstantSource clock;
    private final Ticker ticker;
    private final CacheMetrics metrics;
    private Bus bus;
    private Loads loads;

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
        loads = new Loads(
                programId -> bus.ask(RedisContract.FIND, new Find(programId)), l1, config.maxWaitingBytes(), metrics);
        Judge judge = new Judge(l1, loads, clock, metrics);
        Pushes pushes = new Pushes(l1, loads, metrics);
        metrics.watch(l1);
        return bus.listen(RedisContract.PROGRAM_CHANGED, pushes::take)
                .compose(done -> bus.listen(
                        RedisContract.SUBSCRIBED, subscribed -> l1.raiseEpoch(subscribed.subscriptionEpoch())))
                .compose(done -> bus.answer(CacheContract.JUDGE, judge::judge));
    }

    /**
     * Judges no more. On the event loop.
     *
     * @return completed when no further request comes in and those that wait for Redis are answered
     */
    @Override
    public Future<?> stop() {
        metrics.close();
        return bus.withdraw().compose(done -> loads.landed());
    }
}
