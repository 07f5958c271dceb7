package dev.trackbus.http;

import dev.trackbus.bench.micro.HotRequest;
import dev.trackbus.bus.Parameters;
import io.vertx.core.buffer.Buffer;
import java.time.InstantSource;
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

/** What HttpVerticle itself makes of a request: its parameters, its id, the answer's body. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
public class RequestParts {
    private final AcceptedJson answers = new AcceptedJson();
    private final MessageIds messageIds = new MessageIds(InstantSource.system());
    private String query = "type=click&placement=top";
    private String escaped = "type=click&placement=above%20the%20fold&article=caf%C3%A9+noir";

    /**
     * Reads a query in which nothing is escaped.
     *
     * @return its parameters
     */
    @Benchmark
    public Parameters parameters() {
        return new ParameterReader().query(query).read();
    }

    /**
     * Reads a query with escapes.
     *
     * @return its parameters
     */
    @Benchmark
    public Parameters escapedParameters() {
        return new ParameterReader().query(escaped).read();
    }

    /**
     * Makes a UUIDv7.
     *
     * @return its text
     */
    @Benchmark
    public String messageId() {
        return messageIds.next();
    }

    /**
     * Writes the body of a 200.
     *
     * @return the body
     */
    @Benchmark
    public Buffer answer() {
        return answers.of(HotRequest.REQUEST, HotRequest.PROGRAM);
    }
}
