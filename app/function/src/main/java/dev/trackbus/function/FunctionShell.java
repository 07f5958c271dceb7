package dev.trackbus.function;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.crac.Core;
import org.crac.Resource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The part that all functions on a stream share: Kinesis event in, the step's outcomes split by design, the answer of
 * {@code ReportBatchItemFailures} out. A handler class makes one and hands its invocations over. One thread at a time, as
 * Lambda calls.
 */
public final class FunctionShell implements RequestStreamHandler, Resource {
    private static final Logger LOG = LoggerFactory.getLogger(FunctionShell.class);

    /** Kept for the failure queue and the answer, of an invocation's last moments; a quarter where time is short. */
    private static final Duration RESERVE = Duration.ofSeconds(5);

    /** Kept of these for the answer alone, which a silent failure queue must not cost; a tenth where time is short. */
    private static final Duration FOR_THE_ANSWER = Duration.ofSeconds(1);

    private static final byte[] SAMPLE = ("{\"Records\":[{\"kinesis\":{\"partitionKey\":\"1\",\"sequenceNumber\":\"1\","
                    + "\"data\":\"e30=\",\"approximateArrivalTimestamp\":1.5},\"eventID\":\"shardId-0:1\","
                    + "\"eventSourceARN\":\"arn\"}]}")
            .getBytes(StandardCharsets.UTF_8);

    private final String function;
    private final BatchStep step;
    private final FailureQueue failures;
    private final BatchMetrics metrics;
    private final InstantSource clock;
    private String trouble = "";

    /**
     * A shell as it runs on AWS: failure queue in SQS (FAILURE_QUEUE_URL), metrics to the standard output, registered for
     * SnapStart.
     *
     * @param function    its name, the metrics' dimension
     * @param step        its own work
     * @param environment where the settings are
     * @throws IllegalArgumentException naming the setting that is wrong
     */
    public FunctionShell(String function, BatchStep step, Environment environment) {
        this(function, step, new SqsFailureQueue(environment.required("FAILURE_QUEUE_URL")), FunctionShell::print);
        Core.getGlobalContext().register(this);
    }

    /**
     * A shell with parts of the caller's choice, as in tests.
     *
     * @param function its name, the metrics' dimension
     * @param step     its own work
     * @param failures where rejected records go
     * @param lines    takes the line of metrics of each batch
     */
    public FunctionShell(String function, BatchStep step, FailureQueue failures, Consumer<String> lines) {
        this(function, step, failures, lines, InstantSource.system());
    }

    FunctionShell(String function, BatchStep step, FailureQueue failures, Consumer<String> lines, InstantSource clock) {
        this.function = function;
        this.step = step;
        this.failures = failures;
        this.metrics = new BatchMetrics(function, lines);
        this.clock = clock;
    }

    private static void print(String line) {
        PrintStream out = System.out;
        out.println(line);
    }

    /**
     * One invocation.
     *
     * @throws IOException if the event is no Kinesis event; Lambda then repeats the batch
     */
    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        Duration left = Duration.ofMillis(context.getRemainingTimeInMillis());
        Deadline end = Deadline.after(left, System::nanoTime);
        Deadline forStep = end.earlierBy(shorter(RESERVE, left.dividedBy(4)));
        Deadline forQueue = end.earlierBy(shorter(FOR_THE_ANSWER, left.dividedBy(10)));
        List<Delivery> batch = KinesisEvent.read(in);
        BatchResponse.write(out, batch.isEmpty() ? batch : repeated(batch, forStep, forQueue));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private List<Delivery> repeated(List<Delivery> batch, Deadline forStep, Deadline forQueue) {
        List<Outcome> outcomes = outcomes(batch, forStep);
        long now = clock.millis();
        int settled = settled(batch, outcomes, forQueue);
        metrics.batch(batch, outcomes, settled, now);
        return batch.subList(settled, batch.size());
    }

    private List<Outcome> outcomes(List<Delivery> batch, Deadline deadline) {
        try {
            List<Outcome> outcomes =
                    step.process(batch.stream().map(Delivery::record).toList(), deadline);
            if (outcomes.size() == batch.size()) {
                return outcomes;
            }
            throw new IllegalStateException(outcomes.size() + " outcomes for " + batch.size() + " records");
        } catch (RuntimeException e) {
            LOG.error("the step of {} failed", function, e);
            return Collections.nCopies(batch.size(), new Outcome.Retry(e.toString()));
        }
    }

    /** How many of the first records don't come again: up to the first to retry, or whose message the queue refused. */
    private int settled(List<Delivery> batch, List<Outcome> outcomes, Deadline forQueue) {
        List<FailureMessage> messages = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        int first = 0;
        while (first < batch.size() && !(outcomes.get(first) instanceof Outcome.Retry)) {
            if (outcomes.get(first) instanceof Outcome.Rejected rejected) {
                messages.add(message(batch.get(first), rejected.reason()));
                places.add(first);
            }
            first++;
        }
        int sent = messages.isEmpty() ? 0 : failures.send(messages, forQueue);
        int settled = sent < messages.size() ? places.get(sent) : first;
        note(batch.size() - settled, settled < first ? "failure queue" : reason(outcomes, first));
        return settled;
    }

    private FailureMessage message(Delivery delivery, String reason) {
        return new FailureMessage(function, reason, delivery.record(), delivery.streamArn(), delivery.shardId());
    }

    private static String reason(List<Outcome> outcomes, int first) {
        return first < outcomes.size() && outcomes.get(first) instanceof Outcome.Retry retry ? retry.reason() : "";
    }

    private void note(int repeated, String reason) {
        if (!reason.equals(trouble)) {
            trouble = reason;
            if (reason.isEmpty()) {
                LOG.info("batches are settled again");
            } else {
                LOG.warn("{} records go back to the stream: {}", repeated, reason);
            }
        }
    }

    /** SnapStart: everything is loaded and nothing held when the process is frozen. */
    @Override
    public void beforeCheckpoint(org.crac.Context<? extends Resource> context) throws IOException {
        List<Delivery> sample = KinesisEvent.read(new ByteArrayInputStream(SAMPLE));
        List<Outcome> outcomes = List.of(new Outcome.Stored());
        message(sample.get(0), "").toJson();
        new BatchMetrics(function, line -> {}).batch(sample, outcomes, 1, clock.millis());
        BatchResponse.write(OutputStream.nullOutputStream(), sample);
        failures.beforeSnapshot();
        step.beforeSnapshot();
    }

    /** SnapStart: nothing to do, connections are made when they are needed. */
    @Override
    public void afterRestore(org.crac.Context<? extends Resource> context) {
        trouble = "";
    }
}
