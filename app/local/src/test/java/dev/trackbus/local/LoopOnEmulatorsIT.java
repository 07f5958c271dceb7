package dev.trackbus.local;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** kinesis-mock, DynamoDB Local, queues of ours, and the functions as processes under AWS' own runtime client. */
class LoopOnEmulatorsIT extends LoopTests {
    private static KinesisMock kinesis;
    private static DynamoDbLocal dynamo;
    private static LocalQueues queues;
    private static Loop loop;

    @BeforeAll
    static void start(@TempDir Path folder) {
        kinesis = KinesisMock.started();
        dynamo = DynamoDbLocal.started();
        queues = LocalQueues.start((queue, message) -> {});
        AwsEndpoints aws = new AwsEndpoints(kinesis.endpoint(), dynamo.uri(), queues.uri());
        loop = new Loop(LocalCloud.of(aws, folder), folder);
        loop.programs("put -", SamplePrograms.json());
    }

    @AfterAll
    static void stop() {
        loop.close();
        queues.close();
        dynamo.close();
        kinesis.close();
    }

    @Override
    Loop loop() {
        return loop;
    }
}
