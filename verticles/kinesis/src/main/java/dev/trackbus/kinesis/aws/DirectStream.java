package dev.trackbus.kinesis.aws;

import dev.trackbus.bus.Batch;
import dev.trackbus.bus.FailureException;
import java.util.Optional;
import software.amazon.awssdk.services.kinesis.KinesisClient;

/**
 * A stream without a service in between, for commands: each call is one PutRecords call, which blocks its thread and is
 * not repeated. For one thread.
 */
public final class DirectStream implements AutoCloseable {
    private final KinesisClient client;
    private final PutRecordsClient putRecords;

    /**
     * Makes no connection yet.
     *
     * @param aws    where it is
     * @param stream name of the data stream
     */
    public DirectStream(AwsConfig aws, String stream) {
        client = AwsClients.of(aws, PutRecordsClient.CALL_TIMEOUT, Optional.empty());
        putRecords = new PutRecordsClient(client, stream);
    }

    /**
     * Puts records on the stream; blocks for 10 s at most.
     *
     * @param batch at most 500 records and 10 MiB
     * @return the records that Kinesis rejected, each with its error code; empty when it took all
     * @throws FailureException where the whole call failed; its message says why
     */
    public Batch put(Batch batch) {
        return putRecords.call(batch);
    }

    @Override
    public void close() {
        client.close();
    }
}
