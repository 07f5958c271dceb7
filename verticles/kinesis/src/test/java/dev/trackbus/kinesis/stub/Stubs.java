package dev.trackbus.kinesis.stub;

import dev.trackbus.bus.Batch;
import dev.trackbus.kinesis.aws.AwsConfig;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Helpers for tests against the scripted stub. */
public final class Stubs {
    private Stubs() {}

    /** Returns a configuration that points to a stub. */
    public static AwsConfig aws(ScriptedKinesis stub) {
        return new AwsConfig(
                "eu-central-1",
                Optional.of(stub.endpoint()),
                Optional.of(new AwsConfig.Keys("test", "test", Optional.empty())));
    }

    /** Returns a batch of small records. */
    public static Batch batch(int records) {
        Batch.Builder batch = new Batch.Builder();
        for (int i = 0; i < records; i++) {
            batch.add(i, "key-" + i, ("payload-" + i).getBytes());
        }
        return batch.build();
    }

    /** Waits up to 20 s for a result. */
    public static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }
}
