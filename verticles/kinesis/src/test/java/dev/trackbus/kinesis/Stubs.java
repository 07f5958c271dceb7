package dev.trackbus.kinesis;

import dev.trackbus.bus.Batch;
import dev.trackbus.kinesis.stub.ScriptedKinesis;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** What tests against the scripted stub share. */
final class Stubs {
    private Stubs() {}

    static AwsConfig aws(ScriptedKinesis stub) {
        return new AwsConfig(
                "eu-central-1",
                Optional.of(stub.endpoint()),
                Optional.of(new AwsConfig.Keys("test", "test", Optional.empty())));
    }

    static Batch batch(int records) {
        Batch.Builder batch = new Batch.Builder();
        for (int i = 0; i < records; i++) {
            batch.add(i, "key-" + i, ("payload-" + i).getBytes());
        }
        return batch.build();
    }

    static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }
}
