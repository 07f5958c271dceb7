package dev.trackbus.bench.micro;

import dev.trackbus.bus.CacheContract;
import dev.trackbus.bus.Lookup;
import dev.trackbus.bus.RedisContract;
import dev.trackbus.cache.CacheConfig;
import dev.trackbus.cache.CacheVerticle;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** {@link BusAsk} with the real CacheVerticle behind it, the program in L1: what is more is the verdict. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 3)
@Measurement(iterations = 5, time = 2)
public class JudgedByCache {
    private static final int TIMES = 1_024;

    private Loop loop;

    /** Redis is played; it is asked once. */
    @Setup
    public void open() {
        loop = new Loop();
        loop.onLoop(bus ->
                bus.answer(RedisContract.FIND, find -> Future.succeededFuture(new Lookup.Found(HotRequest.PROGRAM))));
        loop.deploy(new CacheVerticle(CacheConfig.DEFAULT, new SimpleMeterRegistry(), InstantSource.system()));
    }

    /** Ends the loop. */
    @TearDown
    public void close() {
        loop.close();
    }

    /** Asks for a verdict. */
    @Benchmark
    @OperationsPerInvocation(TIMES)
    public void verdict() {
        loop.ask(TIMES, () -> loop.bus().ask(CacheContract.JUDGE, HotRequest.REQUEST));
    }
}
