package dev.trackbus.local;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** End-to-end tests on kinesis-mock, DynamoDB Local and the SQS emulator, with functions as child processes. */
class EndToEndOnEmulatorsIT extends EndToEndTests {
    private static KinesisMock kinesis;
    private static DynamoDbLocal dynamo;
    private static SqsEmulator queues;
    private static EndToEndSystem system;

    @BeforeAll
    static void start(@TempDir Path folder) {
        kinesis = KinesisMock.started();
        dynamo = DynamoDbLocal.started();
        queues = SqsEmulator.start((queue, message) -> {});
        AwsEndpoints aws = new AwsEndpoints(kinesis.endpoint(), dynamo.uri(), queues.uri());
        system = new EndToEndSystem(LocalAws.of(aws, folder), folder);
        system.programs("put -", SamplePrograms.json());
    }

    @AfterAll
    static void stop() {
        system.close();
        queues.close();
        dynamo.close();
        kinesis.close();
    }

    @Override
    EndToEndSystem system() {
        return system;
    }
}
