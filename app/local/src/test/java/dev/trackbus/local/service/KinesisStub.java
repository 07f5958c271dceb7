package dev.trackbus.local.service;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.trackbus.kinesis.stub.Received;
import dev.trackbus.kinesis.stub.ScriptedKinesis;
import dev.trackbus.local.KinesisEndpoint;
import dev.trackbus.proto.EventProto.TrackingEvent;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Stub of a Kinesis stream with two shards and scripted faults. */
final class KinesisStub implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final ScriptedKinesis stub = TrackingClient.await(
            ScriptedKinesis.start(vertx, new ScriptedKinesis.Setup(2, false, true, Optional.empty())));

    ScriptedKinesis stub() {
        return stub;
    }

    KinesisEndpoint endpoint() {
        return KinesisEndpoint.local(stub.endpoint().getPort());
    }

    /** Returns the accepted events in order. */
    List<TrackingEvent> events() {
        return stub.taken().stream().map(KinesisStub::event).toList();
    }

    private static TrackingEvent event(Received record) {
        try {
            TrackingEvent event = TrackingEvent.parseFrom(record.data());
            if (!event.getMessageId().equals(record.partitionKey())) {
                throw new AssertionError("partition key " + record.partitionKey() + " of " + event.getMessageId());
            }
            return event;
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }

    Set<String> messageIds() {
        return stub.taken().stream().map(Received::partitionKey).collect(Collectors.toSet());
    }

    @Override
    public void close() {
        TrackingClient.await(vertx.close());
    }
}
