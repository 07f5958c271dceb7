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
 * Lambda handler of a function on a Kinesis stream. It passes the records of an event to a {@link RecordProcessor},
 * sends rejected records to the failure queue and returns transient failures to the stream ({@code
 * ReportBatchItemFailures}). A function's handler class delegates its invocations to one instance. Lambda calls it from
 * one thread at a time.
 */
public final class KinesisFunctionHandler implements RequestStreamHandler, Resource {
    private static final Logger LOG = LoggerFactory.getLogger(KinesisFunctionHandler.class);

    /**
     * Time reserved at the end of an invocation for failure queue and response; at most a quarter of the remaining
     * time.
     */
    private static final Duration RESERVE = Duration.ofSeconds(5);

    /**
     * Part of the reserve that is for the response alone, in case the queue hangs; at most a tenth of the remaining
     * time.
     */
    private static final Duration RESPONSE_RESERVE = Duration.ofSeconds(1);

    private static final byte[] SAMPLE = ("{\"Records\":[{\"kinesis\":{\"partitionKey\":\"1\",\"sequenceNumber\":\"1\","
                    + "\"data\":\"e30=\",\"approximateArrivalTimestamp\":1.5},\"eventID\":\"shardId-0:1\","
                    + "\"eventSourceARN\":\"arn\"}]}")
            .getBytes(StandardCharsets.UTF_8);

    private final String function;
    private final RecordProcessor processor;
    private final FailureQueue failures;
    private final BatchMetrics metrics;
    private final InstantSource clock;
    private String lastReason = "";

    /**
     * Creates the handler for AWS: failure queue in SQS (FAILURE_QUEUE_URL), metrics on standard output, registered for
     * SnapStart.
     *
     * @param function    name of the function, the dimension of its metrics
     * @param processor   processor of the records
     * @param environment settings
     * @throws IllegalArgumentException if a setting is invalid; the message names it
     */
    public KinesisFunctionHandler(String function, RecordProcessor processor, Environment environment) {
        this(
                function,
                processor,
                new SqsFailureQueue(environment.required("FAILURE_QUEUE_URL")),
                KinesisFunctionHandler::print);
        Core.getGlobalContext().register(this);
    }

    /**
     * Creates a handler from the given parts, as in tests.
     *
     * @param function    name of the function, the dimension of its metrics
     * @param processor   processor of the records
     * @param failures    queue for rejected records
     * @param metricLines receives the line of metrics of each batch
     */
    public KinesisFunctionHandler(
            String function, RecordProcessor processor, FailureQueue failures, Consumer<String> metricLines) {
        this(function, processor, failures, metricLines, InstantSource.system());
    }

    KinesisFunctionHandler(
            String function,
            RecordProcessor processor,
            FailureQueue failures,
            Consumer<String> metricLines,
            InstantSource clock) {
        this.function = function;
        this.processor = processor;
        this.failures = failures;
        this.metrics = new BatchMetrics(function, metricLines);
        this.clock = clock;
    }

    private static void print(String line) {
        PrintStream out = System.out;
        out.println(line);
    }

    /**
     * Processes one invocation.
     *
     * @throws IOException if the event is not a Kinesis event; Lambda then delivers the batch again
     */
    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        Duration left = Duration.ofMillis(context.getRemainingTimeInMillis());
        Deadline end = Deadline.after(left, System::nanoTime);
        Deadline processorDeadline = end.earlierBy(shorter(RESERVE, left.dividedBy(4)));
        Deadline queueDeadline = end.earlierBy(shorter(RESPONSE_RESERVE, left.dividedBy(10)));
        List<ReceivedRecord> batch = KinesisEventParser.read(in);
        BatchResponse.write(out, batch.isEmpty() ? batch : process(batch, processorDeadline, queueDeadline));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private List<ReceivedRecord> process(
            List<ReceivedRecord> batch, Deadline processorDeadline, Deadline queueDeadline) {
        List<Outcome> outcomes = outcomes(batch, processorDeadline);
        long now = clock.millis();
        int completed = completed(batch, outcomes, queueDeadline);
        metrics.writeBatch(batch, outcomes, completed, now);
        return batch.subList(completed, batch.size());
    }

    private List<Outcome> outcomes(List<ReceivedRecord> batch, Deadline deadline) {
        try {
            List<Outcome> outcomes =
                    processor.process(batch.stream().map(ReceivedRecord::record).toList(), deadline);
            if (outcomes.size() == batch.size()) {
                return outcomes;
            }
            throw new IllegalStateException(
                    "Processor returned " + outcomes.size() + " outcomes for " + batch.size() + " records");
        } catch (RuntimeException e) {
            LOG.error("Processor of {} failed; returning {} records to the stream", function, batch.size(), e);
            return Collections.nCopies(batch.size(), new Outcome.Retry(e.toString()));
        }
    }

    /**
     * Sends the rejected records to the failure queue. Returns the number of leading records that the stream does not
     * deliver again: those before the first {@code Retry}, and before the first that the queue did not confirm.
     */
    private int completed(List<ReceivedRecord> batch, List<Outcome> outcomes, Deadline queueDeadline) {
        List<FailureMessage> messages = new ArrayList<>();
        List<Integer> positions = new ArrayList<>();
        int first = 0;
        while (first < batch.size() && !(outcomes.get(first) instanceof Outcome.Retry)) {
            if (outcomes.get(first) instanceof Outcome.Rejected rejected) {
                messages.add(message(batch.get(first), rejected.reason()));
                positions.add(first);
            }
            first++;
        }
        int sent = messages.isEmpty() ? 0 : failures.send(messages, queueDeadline);
        int completed = sent < messages.size() ? positions.get(sent) : first;
        logReturned(
                batch.size() - completed,
                completed < first ? "the failure queue did not confirm a message" : reason(outcomes, first));
        return completed;
    }

    private FailureMessage message(ReceivedRecord received, String reason) {
        return new FailureMessage(function, reason, received.record(), received.streamArn(), received.shardId());
    }

    private static String reason(List<Outcome> outcomes, int first) {
        return first < outcomes.size() && outcomes.get(first) instanceof Outcome.Retry retry ? retry.reason() : "";
    }

    private void logReturned(int repeated, String reason) {
        if (!reason.equals(lastReason)) {
            lastReason = reason;
            if (reason.isEmpty()) {
                LOG.info("{} completes whole batches again", function);
            } else {
                LOG.warn("{} returned {} records to the stream: {}", function, repeated, reason);
            }
        }
    }

    /** Prepares for a SnapStart snapshot: loads all classes and closes all connections. */
    @Override
    public void beforeCheckpoint(org.crac.Context<? extends Resource> context) throws IOException {
        List<ReceivedRecord> sample = KinesisEventParser.read(new ByteArrayInputStream(SAMPLE));
        List<Outcome> outcomes = List.of(new Outcome.Stored());
        message(sample.get(0), "").toJson();
        new BatchMetrics(function, line -> {}).writeBatch(sample, outcomes, 1, clock.millis());
        BatchResponse.write(OutputStream.nullOutputStream(), sample);
        failures.beforeSnapshot();
        processor.beforeSnapshot();
    }

    /** Resets the log state after a restore. Connections need no action, because their first use opens them. */
    @Override
    public void afterRestore(org.crac.Context<? extends Resource> context) {
        lastReason = "";
    }
}
