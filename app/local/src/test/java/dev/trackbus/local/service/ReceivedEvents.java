package dev.trackbus.local.service;

import static dev.trackbus.local.service.ServiceUnderTest.eventually;

import dev.trackbus.proto.EventProto.TrackingEvent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Events that have arrived on the stream. */
final class ReceivedEvents {
    private final List<TrackingEvent> events = new CopyOnWriteArrayList<>();

    void add(TrackingEvent event) {
        events.add(event);
    }

    List<TrackingEvent> all() {
        return List.copyOf(events);
    }

    List<TrackingEvent> of(String programId) {
        return events.stream()
                .filter(event -> event.getProgramid().equals(programId))
                .toList();
    }

    /** Waits for the first event of a program and returns it. */
    TrackingEvent await(String programId) {
        eventually().until(() -> !of(programId).isEmpty());
        return of(programId).get(0);
    }
}
