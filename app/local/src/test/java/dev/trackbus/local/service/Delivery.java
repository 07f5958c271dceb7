package dev.trackbus.local.service;

import static dev.trackbus.local.service.ServiceUnderTest.soon;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trackbus.proto.EventProto.EventType;
import dev.trackbus.proto.EventProto.TrackingEvent;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Judges, by what arrived on the stream, whether the answers to a load were kept. */
final class Delivery {
    private final Load load;
    private final Supplier<List<TrackingEvent>> stream;

    /**
     * Of a load that has ended.
     *
     * @param stream all events that have arrived by now
     */
    Delivery(Load load, Supplier<List<TrackingEvent>> stream) {
        this.load = load;
        this.stream = stream;
    }

    /** Every event whose request was answered 200 arrives, with the content of its request. */
    void assertComplete() {
        soon().untilAsserted(() -> {
            Set<TrackingEvent> arrived = arrived().stream().collect(Collectors.toSet());
            assertThat(expected())
                    .filteredOn(event -> !arrived.contains(event))
                    .extracting(TrackingEvent::getMessageId)
                    .describedAs("missing, or with other content")
                    .isEmpty();
        });
    }

    /** No event is there twice, those of these ids excepted. */
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
                .map(each -> CoreData.event(CoreData.program(load.programId()))
                        .setMessageId(each.getKey())
                        .setIsValid(true)
                        .setType(EventType.EVENT_TYPE_CLICK)
                        .putAllParameters(each.getValue().parameters())
                        .build())
                .toList();
    }
}
