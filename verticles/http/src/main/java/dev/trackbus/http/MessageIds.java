package dev.trackbus.http;

import com.github.f4b6a3.uuid.factory.standard.TimeOrderedEpochFactory;
import java.time.InstantSource;

/**
 * Makes the UUIDv7 of each request at the door. Rising within one instance: random bits are drawn once a millisecond,
 * within it the id counts up.
 */
final class MessageIds {
    private final TimeOrderedEpochFactory factory;

    MessageIds(InstantSource clock) {
        this.factory = TimeOrderedEpochFactory.builder()
                .withInstantFunction(clock::instant)
                .withIncrementPlus1()
                .build();
    }

    String next() {
        return factory.create().toString();
    }
}
