package dev.trackbus.bench.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trackbus.kinesis.stub.Received;
import dev.trackbus.proto.EventProto;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A judge that finds nothing is worth nothing unless it would find it. */
class JudgeTest {
    private static final long NOW = 1_700_000_000_000L;

    private final List<Received> stream = new ArrayList<>();
    private final Ledger ledger = new Ledger();
    private final Judge judge = new Judge(() -> List.copyOf(stream), ledger);

    private int answered(String messageId) {
        int id = ledger.nextId();
        ledger.put(id, new Note(messageId, NOW, NOW + 10));
        return id;
    }

    private void arrives(EventProto.TrackingEvent event) {
        stream.add(new Received(event.getMessageId(), event.toByteArray()));
    }

    private static EventProto.TrackingEvent event(int id, String messageId) {
        return TrackedRequest.small(id).event(messageId, NOW + 5);
    }

    @Test
    void isContentWhenEachAnsweredEventArrivesOnce() {
        arrives(event(answered("a"), "a"));
        assertThat(judge.findings()).isEqualTo(new Findings(1, 1, 0, List.of(), List.of()));
    }

    @Test
    void findsWhatIsMissing() {
        arrives(event(answered("a"), "a"));
        int lost = answered("b");
        assertThat(judge.findings().missing()).containsExactly(lost);
    }

    @Test
    void countsDuplicates() {
        EventProto.TrackingEvent event = event(answered("a"), "a");
        arrives(event);
        arrives(event);
        assertThat(judge.findings().duplicates()).isEqualTo(1);
    }

    @Test
    void findsAChangedField() {
        int id = answered("a");
        arrives(event(id, "a").toBuilder().setCustomerName("Other").build());
        assertThat(judge.findings().altered()).hasSize(1);
    }

    @Test
    void findsAMessageIdThatIsNotTheAnswers() {
        arrives(event(answered("a"), "b"));
        assertThat(judge.findings().altered()).hasSize(1);
    }

    @Test
    void findsATimeOutsideOfTheRequest() {
        int id = answered("a");
        arrives(TrackedRequest.small(id).event("a", NOW + 60_000));
        assertThat(judge.findings().altered()).hasSize(1);
    }

    @Test
    void findsAnEventThatNobodySent() {
        arrives(event(7, "a"));
        assertThat(judge.findings().altered()).hasSize(1);
    }

    @Test
    void comparesAnEventThatArrivesBeforeItsAnswer() {
        int id = ledger.nextId();
        arrives(event(id, "b"));
        judge.read();
        ledger.put(id, new Note("a", NOW, NOW + 10));
        assertThat(judge.findings().altered()).hasSize(1);
    }

    @Test
    void asksNoMoreForWhatIsForgiven() {
        judge.forgive(answered("a"));
        assertThat(judge.findings().missing()).isEmpty();
    }
}
