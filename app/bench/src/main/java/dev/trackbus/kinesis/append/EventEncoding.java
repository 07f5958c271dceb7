package dev.trackbus.kinesis.append;

import dev.trackbus.bench.micro.HotRequest;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** An event turned into the bytes of its protobuf message. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
public class EventEncoding {
    private final EventEncoder encoder = new EventEncoder();

    /**
     * Encodes it.
     *
     * @return how many bytes it takes
     */
    @Benchmark
    public int encode() {
        return encoder.encode(HotRequest.EVENT);
    }
}
