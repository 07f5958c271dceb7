package dev.trackbus.bench.micro;

import dev.trackbus.bus.CacheContract;
import io.vertx.core.Future;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Setup;

/** A question over the bus and its answer, which costs nothing itself. */
public class BusAsk extends OnLoop {
    /** Someone answers. */
    @Setup
    public void open() {
        loop.onLoop(bus -> bus.serve(CacheContract.VALIDATE, request -> Future.succeededFuture(HotRequest.ACCEPTED)));
    }

    /** Asks and is answered. */
    @Benchmark
    @OperationsPerInvocation(TIMES)
    public void ask() {
        loop.ask(TIMES, () -> loop.bus().request(CacheContract.VALIDATE, HotRequest.REQUEST));
    }
}
