package dev.trackbus.local.service;

import static dev.trackbus.local.service.ServiceUnderTest.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trackbus.proto.EventProto.EventType;
import dev.trackbus.proto.EventProto.TrackingEvent;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Assertions that the stream contains the accepted events of a load. */
final class DeliveryAssert {
    private final ClickLoad load;
    private final Supplier<List<TrackingEvent>> stream;

    /**
     * Creates assertions for a stopped load.
     *
     * @param load   stopped load
     * @param stream supplier of all events that have arrived so far
     */
    DeliveryAssert(ClickLoad load, Supplier<List<TrackingEvent>> stream) {
        this.load = load;
        this.stream = stream;
    }

    /** Asserts that each event whose request returned 200 arrives, with the content of its request. */
    void assertComplete() {
        eventually().untilAsserted(() -> {
            Set<TrackingEvent> arrived = arrived().stream().collect(Collectors.toSet());
            assertThat(expected())
                    .filteredOn(event -> !arrived.contains(event))
                    .extracting(TrackingEvent::getMessageId)
                    .describedAs("missing, or with different content")
                    .isEmpty();
        });
    }

    /** Asserts that no event arrived twice, except those with the given ids. */
    void assertNoDuplicatesBut(Set<String> unknownOutcome) {
        Set<String> seen = new HashSet<>();
        assertThat(arrived())
                .extracting(TrackingEvent::getMessageId)
                .filteredOn(id -> !seen.add(id))
                .describedAs("duplicates")
                .isSubsetOf(unknownOutcome);
    }

    private List<TrackingEvent> arrived() {
        return stream.get().stream()
                .filter(event -> event.getProgramid().equals(load.programId()))
                .map(event -> event.toBuilder().clearReceivedAt().build())
                .toList();
    }

    private List<TrackingEvent> expected() {
        return load.accepted().entrySet().stream()
                .map(each -> ProgramStore.event(ProgramStore.program(load.programId()))
                        .setMessageId(each.getKey())
                        .setIsValid(true)
                        .setType(EventType.EVENT_TYPE_CLICK)
                        .putAllParameters(each.getValue().parameters())
                        .build())
                .toList();
    }
}
