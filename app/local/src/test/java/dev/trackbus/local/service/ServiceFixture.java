package dev.trackbus.local.service;

import dev.trackbus.local.KinesisMock;
import dev.trackbus.local.LocalRedis;
import dev.trackbus.local.StreamReader;
import java.util.Map;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/** Fixture with the service, Redis, kinesis-mock, and the events on the stream. */
final class ServiceFixture implements AutoCloseable {
    private final LocalRedis redis = LocalRedis.started();
    private final KinesisMock kinesis = KinesisMock.started();
    private final ProgramStore core = new ProgramStore(redis.port());
    private final ReceivedEvents events = new ReceivedEvents();
    private final StreamReader reader =
            StreamReader.follow(kinesis.endpoint(), "EventStream", ShardIteratorType.TRIM_HORIZON, events::add);
    private final ServiceUnderTest service;

    /**
     * Starts all parts.
     *
     * @param changes settings that differ from the defaults
     */
    ServiceFixture(Map<String, String> changes) {
        Map<String, String> settings = ServiceUnderTest.settings(redis.port(), kinesis.endpoint());
        settings.putAll(changes);
        service = ServiceUnderTest.start(settings).awaitUp();
    }

    LocalRedis redis() {
        return redis;
    }

    ProgramStore core() {
        return core;
    }

    ReceivedEvents events() {
        return events;
    }

    ServiceUnderTest service() {
        return service;
    }

    TrackingClient client() {
        return service.client();
    }

    @Override
    public void close() {
        service.close();
        reader.close();
        kinesis.close();
        redis.close();
    }
}
