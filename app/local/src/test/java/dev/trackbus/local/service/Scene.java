package dev.trackbus.local.service;

import dev.trackbus.local.KinesisMock;
import dev.trackbus.local.LocalRedis;
import dev.trackbus.local.StreamReader;
import java.util.Map;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

/** The service between a real Redis and kinesis-mock, all well, and what arrives on the stream. */
final class Scene implements AutoCloseable {
    private final LocalRedis redis = LocalRedis.started();
    private final KinesisMock kinesis = KinesisMock.started();
    private final CoreData core = new CoreData(redis.port());
    private final EventLog events = new EventLog();
    private final StreamReader reader =
            StreamReader.follow(kinesis.endpoint(), "EventStream", ShardIteratorType.TRIM_HORIZON, events::add);
    private final ServiceUnderTest service;

    /**
     * Starts all of it.
     *
     * @param changes to the service's settings
     */
    Scene(Map<String, String> changes) {
        Map<String, String> settings = ServiceUnderTest.settings(redis.port(), kinesis.endpoint());
        settings.putAll(changes);
        service = ServiceUnderTest.start(settings).awaitUp();
    }

    LocalRedis redis() {
        return redis;
    }

    CoreData core() {
        return core;
    }

    EventLog events() {
        return events;
    }

    ServiceUnderTest service() {
        return service;
    }

    Client client() {
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
