package dev.trackbus.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ParametersTest {
    @Test
    void ofARepeatedNameTheLastValueCounts() {
        Parameters parameters = Samples.parameters("a", "1", "b", "2", "a", "3");

        assertThat(parameters.get("a")).isEqualTo("3");
        assertThat(parameters.size()).isEqualTo(2);
    }

    @Test
    void keepTheOrderOfTheFirstAppearance() {
        Map<String, String> seen = new LinkedHashMap<>();

        Samples.parameters("b", "1", "a", "2", "b", "3").forEach(seen::put);

        assertThat(seen).containsExactly(entry("b", "3"), entry("a", "2"));
    }

    @Test
    void knowNothingOfAnAbsentName() {
        assertThat(Samples.parameters("a", "1").get("A")).isNull();
    }

    @Test
    void takeAsManyAsAreAllowedAndNoMore() {
        Parameters.Builder builder = new Parameters.Builder();

        assertThat(IntStream.range(0, Parameters.MAX_COUNT)).allMatch(i -> builder.put("p" + i, ""));
        assertThat(builder.put("one too many", "")).isFalse();
        assertThat(builder.put("p0", "replaced")).isTrue();
        assertThat(builder.build().size()).isEqualTo(Parameters.MAX_COUNT);
        assertThat(builder.build().get("p31")).isEmpty();
    }

    @Test
    void areNotChangedByTheirBuilder() {
        Parameters.Builder builder = new Parameters.Builder();
        builder.put("a", "1");
        Parameters built = builder.build();

        builder.put("a", "2");

        assertThat(built.get("a")).isEqualTo("1");
    }

    @Test
    void areEqualByContent() {
        assertThat(Samples.parameters("a", "1"))
                .isEqualTo(Samples.parameters("a", "1"))
                .hasSameHashCodeAs(Samples.parameters("a", "1"))
                .isNotEqualTo(Samples.parameters("a", "2"))
                .hasToString("{\"a\":\"1\"}");
    }

    @Test
    void theFirstRequiredNameThatIsMissingIsFound() {
        ParameterNames names = ParameterNames.of(List.of("a", "b", "c"));

        assertThat(names.firstMissingIn(Samples.parameters("a", ""))).isEqualTo("b");
        assertThat(names.firstMissingIn(Samples.parameters("c", "", "b", "", "a", "")))
                .isNull();
        assertThat(ParameterNames.NONE.firstMissingIn(Parameters.NONE)).isNull();
    }

    @Test
    void requiredNamesAreEqualByContent() {
        assertThat(ParameterNames.of(List.of("a")))
                .isEqualTo(ParameterNames.of(List.of("a")))
                .hasSameHashCodeAs(ParameterNames.of(List.of("a")))
                .isNotEqualTo(ParameterNames.NONE)
                .hasToString("[a]");
    }
}
