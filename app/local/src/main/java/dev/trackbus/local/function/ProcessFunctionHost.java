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

/** Function host that runs each function as a child process, with its own event source mappings. For one thread. */
public final class ProcessFunctionHost implements FunctionHost {
    private final AwsEndpoints aws;
    private final Path folder;
    private final SqsClient sqs;
    private final Map<String, LocalFunction> functions = new LinkedHashMap<>();
    private final Deque<EventSourceMapping> mappings = new ArrayDeque<>();

    /**
     * Creates a host without functions.
     *
     * @param aws    endpoints of streams, table and queues, also for the functions
     * @param folder folder for the code and the logs of the functions
     */
    public ProcessFunctionHost(AwsEndpoints aws, Path folder) {
        this.aws = aws;
        this.folder = folder;
        this.sqs = aws.sqsClient();
    }

    @Override
    public Duration start(FunctionConfig config) {
        Path jar = copied(config);
        Map<String, String> environment = new HashMap<>(aws.environment());
        environment.putAll(config.environment());
        LocalFunction function =
                LocalFunction.start(config.with(jar, environment), folder.resolve(config.name() + ".log"));
        functions.put(config.name(), function);
        return function.initTime();
    }

    /** Copies the jar, as Lambda does, because a build would otherwise replace the jar of a running function. */
    private Path copied(FunctionConfig config) {
        try {
            Path copy = Files.createDirectories(folder).resolve(config.name() + ".jar");
            return Files.copy(config.jar(), copy, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new MissingServiceException("Cannot copy " + config.jar() + " to " + folder + ": " + e, e);
        }
    }

    @Override
    public Mapping mapEventSource(String function, EventSourceConfig config, String queueUrl) {
        EventSourceMapping mapping = EventSourceMapping.start(
                aws.kinesis(),
                config,
                functions.get(function),
                FunctionConfig.arn(aws.kinesis().region(), function),
                message -> sqs.sendMessage(request -> request.queueUrl(queueUrl).messageBody(message)));
        mappings.push(mapping);
        return mapping;
    }

    @Override
    public void close() {
        mappings.forEach(EventSourceMapping::close);
        functions.values().forEach(LocalFunction::close);
        sqs.close();
    }
}
