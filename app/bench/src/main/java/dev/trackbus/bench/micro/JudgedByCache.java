package dev.trackbus.bench.micro;

import dev.trackbus.bus.CacheContract;
import dev.trackbus.bus.ProgramLookup;
import dev.trackbus.bus.RedisContract;
import dev.trackbus.cache.CacheConfig;
import dev.trackbus.cache.CacheVerticle;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import java.time.InstantSource;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Setup;

/** {@link BusAsk} with the real CacheVerticle behind it, the program in L1: what is more is the verdict. */
public class JudgedByCache extends OnLoop {
    /** Redis is played; it is asked once. */
    @Setup
    public void open() {
        loop.onLoop(bus -> bus.serve(
                RedisContract.FIND_PROGRAM,
                find -> Future.succeededFuture(new ProgramLookup.Found(HotRequest.PROGRAM))));
        loop.deploy(new CacheVerticle(CacheConfig.DEFAULT, new SimpleMeterRegistry(), InstantSource.system()));
    }

    /** Asks for a verdict. */
    @Benchmark
    @OperationsPerInvocation(TIMES)
    public void verdict() {
        loop.ask(TIMES, () -> loop.bus().request(CacheContract.VALIDATE, HotRequest.REQUEST));
    }
}
