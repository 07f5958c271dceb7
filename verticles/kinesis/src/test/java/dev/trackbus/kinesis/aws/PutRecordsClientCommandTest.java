package dev.trackbus.kinesis.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.trackbus.bus.Batch;
import dev.trackbus.bus.FailureException;
import dev.trackbus.kinesis.stub.EntryFault;
import dev.trackbus.kinesis.stub.Fault;
import dev.trackbus.kinesis.stub.Script;
import dev.trackbus.kinesis.stub.ScriptedKinesis;
import dev.trackbus.kinesis.stub.Stubs;
import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PutRecordsClientCommandTest {
    private final Vertx vertx = Vertx.vertx();
    private ScriptedKinesis stub;
    private PutRecordsClient stream;

    @BeforeEach
    void start() throws Exception {
        stub = Stubs.await(ScriptedKinesis.start(vertx, ScriptedKinesis.Setup.PLAIN));
        stream = PutRecordsClient.open(Stubs.aws(stub), "CoreDataStream");
    }

    @AfterEach
    void stop() throws Exception {
        stream.close();
        Stubs.await(vertx.close());
    }

    @Test
    void putsRecordsInTheirOrder() {
        assertThat(stream.put(Stubs.batch(3)).size()).isZero();

        assertThat(stub.taken()).extracting(each -> each.partitionKey()).containsExactly("key-0", "key-1", "key-2");
    }

    @Test
    void givesBackWhatWasRejected() {
        stub.play(Script.NORMAL.rejecting(EntryFault.every(2, "InternalFailure")));

        Batch rejected = stream.put(Stubs.batch(3));

        assertThat(rejected.size()).isEqualTo(1);
        assertThat(rejected.partitionKey(0)).isEqualTo("key-1");
    }

    @Test
    void saysWhyACallFailed() {
        stub.play(Script.NORMAL.failing(Fault.error(400, "ResourceNotFoundException")));

        FailureException failure = catchThrowableOfType(FailureException.class, () -> stream.put(Stubs.batch(1)));

        assertThat(failure).hasMessageContaining("ResourceNotFoundException");
        assertThat(stub.calls()).isEqualTo(1);
    }
}
