package dev.trackbus.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trackbus.proto.ProgramDocument;
import org.junit.jupiter.api.Test;

class SampleProgramsTest {
    private static ProgramDocument sample(String id) {
        return SamplePrograms.all().stream()
                .filter(program -> program.programId().equals(id))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void containsThreePrograms() {
        assertThat(SamplePrograms.all())
                .extracting(ProgramDocument::programId)
                .containsExactly("212312", "212313", "212314");
    }

    @Test
    void theFirstProgramHasExpired() {
        assertThat(sample("212312").validUntil().orElseThrow()).isLessThan(System.currentTimeMillis());
    }

    @Test
    void theSecondProgramNeverExpires() {
        assertThat(sample("212313").validUntil()).isEmpty();
    }

    @Test
    void theThirdProgramRequiresAParameter() {
        assertThat(sample("212314").requires()).containsExactly("placement");
    }

    @Test
    void allProgramsAreActive() {
        assertThat(SamplePrograms.all()).allMatch(ProgramDocument::active);
    }
}
