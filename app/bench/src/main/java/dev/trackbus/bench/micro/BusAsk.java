package dev.trackbus.bench.micro;

import dev.trackbus.bus.CacheContract;
import io.vertx.core.Future;
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

/** A question over the bus and its answer, which costs nothing itself. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 3)
@Measurement(iterations = 5, time = 2)
public class BusAsk {
    private static final int TIMES = 1_024;

    private Loop loop;

    /** Someone answers. */
    @Setup
    public void open() {
        loop = new Loop();
        loop.onLoop(bus -> bus.answer(CacheContract.JUDGE, request -> Future.succeededFuture(HotRequest.ACCEPTED)));
    }

    /** Ends the loop. */
    @TearDown
    public void close() {
        loop.close();
    }

    /** Asks and is answered. */
    @Benchmark
    @OperationsPerInvocation(TIMES)
    public void ask() {
        loop.ask(TIMES, () -> loop.bus().ask(CacheContract.JUDGE, HotRequest.REQUEST));
    }
}
