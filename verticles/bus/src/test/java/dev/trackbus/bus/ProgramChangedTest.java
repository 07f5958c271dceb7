package dev.trackbus.bus;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgramChangedTest {
    private static final List<ProgramChanged> KINDS = List.of(
            new ProgramChanged.Updated(Samples.PROGRAM, 3),
            new ProgramChanged.Deleted("212313", 9, 3),
            new ProgramChanged.Outdated("212313", 3));

    @Test
    void isVisitedByItsKindAlone() {
        List<String> visited = new ArrayList<>();

        KINDS.forEach(kind -> kind.visit(
                updated -> visited.add("updated " + updated.program().version()),
                deleted -> visited.add("deleted " + deleted.version()),
                outdated -> visited.add("outdated " + outdated.programId())));

        assertThat(visited).containsExactly("updated 42", "deleted 9", "outdated 212313");
    }

    @Test
    void saysWhichProgram() {
        assertThat(KINDS).extracting(ProgramChanged::programId).containsOnly("212313");
    }

    @Test
    void saysWhichSubscriptionReceivedIt() {
        assertThat(KINDS).extracting(ProgramChanged::subscriptionEpoch).containsOnly(3L);
    }

    @Test
    void isOfAnUnknownSubscriptionWhenItsJsonNamesNone() {
        JsonObject json = new JsonObject().put("change", "OUTDATED").put("programId", "212313");

        assertThat(ProgramChanged.JSON.read().apply(json)).isEqualTo(new ProgramChanged.Outdated("212313", 0));
    }
}
