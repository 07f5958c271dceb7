package dev.trackbus.local.function;

import dev.trackbus.local.AwsEndpoints;
import dev.trackbus.local.MissingServiceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Functions as processes of this machine, each driven by a poller of ours. To be used by one thread. */
public final class FunctionProcesses implements FunctionHost {
    private final AwsEndpoints aws;
    private final Path folder;
    private final SqsClient sqs;
    private final Map<String, LocalFunction> functions = new LinkedHashMap<>();
    private final Deque<EventSource> sources = new ArrayDeque<>();

    /**
     * None at first.
     *
     * @param aws    where streams and queues are, and what the functions are told to use
     * @param folder for their code and what they say
     */
    public FunctionProcesses(AwsEndpoints aws, Path folder) {
        this.aws = aws;
        this.folder = folder;
        this.sqs = aws.sqsClient();
    }

    @Override
    public Duration start(FunctionPlan plan) {
        Path jar = copied(plan);
        Map<String, String> environment = new HashMap<>(aws.environment());
        environment.putAll(plan.environment());
        LocalFunction function = LocalFunction.start(plan.with(jar, environment), folder.resolve(plan.name() + ".log"));
        functions.put(plan.name(), function);
        return function.initTime();
    }

    /** Lambda takes the code when a function is made; a build must not pull it away later. */
    private Path copied(FunctionPlan plan) {
        try {
            Path copy = Files.createDirectories(folder).resolve(plan.name() + ".jar");
            return Files.copy(plan.jar(), copy, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new MissingServiceException(plan.jar() + " cannot be copied to " + folder + ": " + e, e);
        }
    }

    @Override
    public Source drive(String function, EventSourcePlan source, String queueUrl) {
        EventSource started = EventSource.drive(
                aws.kinesis(),
                source,
                functions.get(function),
                FunctionPlan.arn(aws.kinesis().region(), function),
                message -> sqs.sendMessage(request -> request.queueUrl(queueUrl).messageBody(message)));
        sources.push(started);
        return started;
    }

    @Override
    public void close() {
        sources.forEach(EventSource::close);
        functions.values().forEach(LocalFunction::close);
        sqs.close();
    }
}
